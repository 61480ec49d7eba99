import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { actualSize, fitInto, type PanZoom, type Size, wheelPixels, zoomAt } from './pan-zoom.ts';

/** How much one notch of a wheel zooms. */
const WHEEL_STEP = 1.0015;

export interface PanZoomControls {
  readonly view: PanZoom;
  /** Of the box in which the picture lies. */
  readonly boxRef: RefObject<HTMLDivElement | null>;
  fit(): void;
  showActualSize(): void;
  zoomBy(factor: number): void;
  /** Begins to drag the picture with a pointer that was put down on the box. */
  startPan(event: PointerEvent): void;
}

/**
 * Wheel, pinch and drag over a picture of a size. Fits it when it is another size and when the box changes first.
 *
 * @param columns into how many the box is divided: each shows the same part of its own picture
 */
export function usePanZoom(picture: Size, columns = 1): PanZoomControls {
  const boxRef = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<PanZoom>({ scale: 1, x: 0, y: 0 });
  const { width, height } = picture;

  const fit = useCallback(() => {
    if (boxRef.current) setView(fitInto({ width, height }, columnOf(boxRef.current, columns)));
  }, [width, height, columns]);

  useEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(box);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = box.getBoundingClientRect();
      const column = columnOf(box, columns);
      const point = { x: (event.clientX - left) % column.width, y: event.clientY - top };
      setView((before) => zoomAt(before, WHEEL_STEP ** -wheelPixels(event), point));
    };
    // React's own wheel listeners are passive: they could not keep the page from zooming.
    box.addEventListener('wheel', wheel, { passive: false });
    return () => {
      observer.disconnect();
      box.removeEventListener('wheel', wheel);
    };
  }, [fit, columns]);

  const boxSize = (): Size => (boxRef.current ? columnOf(boxRef.current, columns) : { width: 1, height: 1 });

  return {
    view,
    boxRef,
    fit,
    showActualSize: () => setView(actualSize(picture, boxSize())),
    zoomBy: (factor) =>
      setView((before) => {
        const box = boxSize();
        return zoomAt(before, factor, { x: box.width / 2, y: box.height / 2 });
      }),
    startPan(event) {
      const from = { x: event.clientX, y: event.clientY };
      const start = view;
      const move = (moved: globalThis.PointerEvent) =>
        setView({ ...start, x: start.x + moved.clientX - from.x, y: start.y + moved.clientY - from.y });
      const stop = () => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', stop);
        window.removeEventListener('pointercancel', stop);
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', stop);
      window.addEventListener('pointercancel', stop);
    },
  };
}

function columnOf(box: HTMLElement, columns: number): Size {
  const { width, height } = box.getBoundingClientRect();
  return { width: width / columns, height };
}
