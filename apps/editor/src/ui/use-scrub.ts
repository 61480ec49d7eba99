import { type PointerEvent, useRef } from 'react';
import { type NumberRange, stepped } from './number-range.ts';

/** Pixels of pointer movement that make one step. */
const PIXELS_PER_STEP = 4;

/** Props for the label of a number, which then is dragged left and right to change it; with Shift, ten times as fast. */
export function useScrub(value: number, range: NumberRange, onChange: (value: number) => void) {
  const drag = useRef<{ x: number; from: number } | undefined>(undefined);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, from: value };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!drag.current) return;
      const steps = Math.round((event.clientX - drag.current.x) / PIXELS_PER_STEP);
      const next = stepped(drag.current.from, steps * (event.shiftKey ? 10 : 1), range);
      if (next !== value) onChange(next);
    },
    onPointerUp() {
      drag.current = undefined;
    },
    onPointerCancel() {
      drag.current = undefined;
    },
  };
}
