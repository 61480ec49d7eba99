import { useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';

/** A wheel turns in steps of at least this many pixels; two fingers begin with far less. */
const WHEEL_STEP = 40;

/** Two fingers on a trackpad move the view, while a wheel zooms it, as React Flow does by itself. */
export function useTrackpadPan(wrapper: RefObject<HTMLElement | null>): void {
  const { getState } = useStoreApi();
  useEffect(() => {
    const element = wrapper.current!;
    const scroll = (event: WheelEvent) => {
      const inField = (event.target as Element).closest('.nowheel') !== null;
      if (inField || !isTrackpad(event)) return;
      event.preventDefault();
      event.stopPropagation();
      getState().panBy({ x: -event.deltaX, y: -event.deltaY });
    };
    element.addEventListener('wheel', scroll, { capture: true, passive: false });
    return () => element.removeEventListener('wheel', scroll, { capture: true });
  }, [getState, wrapper]);
}

/** Browsers do not say. Wheels go straight and in large steps; pinching comes as a wheel with Ctrl. */
function isTrackpad({ ctrlKey, metaKey, deltaMode, deltaX, deltaY }: WheelEvent): boolean {
  if (ctrlKey || metaKey || deltaMode !== 0) return false;
  return deltaX !== 0 || Math.abs(deltaY) < WHEEL_STEP;
}
