import { useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { createWheelGestures, JUDGED_WITHIN_MS, type WheelGesture } from './wheel-gestures.ts';

/** Two fingers on a trackpad move the view, while a wheel zooms it, as React Flow does by itself. */
export function useWheel(wrapper: RefObject<HTMLElement | null>): void {
  const { getState } = useStoreApi();
  useEffect(() => {
    const element = wrapper.current!;
    const gestures = createWheelGestures();
    /** Turns whose gesture is not known yet. */
    let held: WheelEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let replayed: WheelEvent | undefined;
    let isOfField = false;

    function follow(events: readonly WheelEvent[], gesture: WheelGesture | undefined): void {
      const x = events.reduce((sum, { deltaX }) => sum + deltaX, 0);
      const y = events.reduce((sum, { deltaY }) => sum + deltaY, 0);
      if (gesture === 'pan') getState().panBy({ x: -x, y: -y });
      else zoom(events.at(-1)!, y);
    }

    /** Has React Flow zoom by what was held back. */
    function zoom({ target, clientX, clientY }: WheelEvent, deltaY: number): void {
      const options = { clientX, clientY, deltaY, bubbles: true, cancelable: true, view: window };
      replayed = new WheelEvent('wheel', options);
      target?.dispatchEvent(replayed);
    }

    function release(gesture: WheelGesture | undefined): void {
      clearTimeout(timer);
      timer = undefined;
      if (held.length > 0) follow(held, gesture);
      held = [];
    }

    function turn(event: WheelEvent): void {
      if (event === replayed) return;
      // A field that a swipe brings under the pointer does not take the rest of it, nor leaves any of its own.
      if (gestures.isFirst(event)) isOfField = (event.target as Element).closest('.nowheel') !== null;
      const gesture = gestures.take(event);
      if (isOfField || (gesture === 'zoom' && held.length === 0)) return;
      event.preventDefault();
      event.stopPropagation();
      held.push(event);
      if (gesture !== undefined) release(gesture);
      else timer ??= setTimeout(() => release(gestures.judge()), JUDGED_WITHIN_MS);
    }

    element.addEventListener('wheel', turn, { capture: true, passive: false });
    return () => {
      clearTimeout(timer);
      element.removeEventListener('wheel', turn, { capture: true });
    };
  }, [getState, wrapper]);
}
