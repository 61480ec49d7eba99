import type { Point } from './point.ts';

export interface PointerFollower {
  move(point: Point, event: PointerEvent): void;
  /** Let go: where, and with which keys held. */
  drop(point: Point, event: PointerEvent): void;
  /** Given up, with Escape or otherwise, or taken away by the system. */
  cancel(): void;
}

/**
 * Follows a pressed pointer through the window until it is let go or the gesture is given up.
 *
 * @returns what gives it up
 */
export function followPointer(
  { pointerId }: { readonly pointerId: number },
  follower: PointerFollower,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const isOurs = (event: PointerEvent) => event.pointerId === pointerId;
  const at = ({ clientX, clientY }: PointerEvent): Point => ({ x: clientX, y: clientY });

  window.addEventListener('pointermove', (event) => isOurs(event) && follower.move(at(event), event), {
    signal,
  });
  window.addEventListener(
    'pointerup',
    (event) => {
      if (!isOurs(event)) return;
      stop.abort();
      follower.drop(at(event), event);
    },
    { signal },
  );
  const giveUp = () => {
    stop.abort();
    follower.cancel();
  };
  window.addEventListener('pointercancel', (event) => isOurs(event) && giveUp(), { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      event.preventDefault();
      giveUp();
    },
    { signal, capture: true },
  );
  return giveUp;
}
