import { type RefObject, useEffect } from 'react';
import { useServices } from '../app/services-context.tsx';
import { focusOf } from '../keyboard/focus.ts';

/** Held for longer, Space moves the view and is no call for the search. */
const TAP_MS = 300;

/** Space, tapped, opens the search for nodes at the pointer; held, it lets the pointer move the view. */
export function useCanvasKeys(wrapper: RefObject<HTMLElement | null>): void {
  const { commands, views } = useServices();
  useEffect(() => {
    let pressedAt: number | undefined;
    const stop = new AbortController();
    const { signal } = stop;
    const press = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || event.repeat) return;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      const free = views.store.getState().layer === undefined && isForCanvas(event.target, wrapper.current);
      pressedAt = plain && free ? event.timeStamp : undefined;
    };
    const release = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || pressedAt === undefined) return;
      if (event.timeStamp - pressedAt < TAP_MS) commands.run('edit.add-node');
      pressedAt = undefined;
    };
    const giveUp = () => {
      pressedAt = undefined;
    };
    window.addEventListener('keydown', press, { signal });
    window.addEventListener('keyup', release, { signal });
    window.addEventListener('pointerdown', giveUp, { signal, capture: true });
    return () => stop.abort();
  }, [commands, views, wrapper]);
}

/** The canvas, something on it, or what it lies in has the focus. */
function isForCanvas(target: EventTarget | null, canvas: HTMLElement | null): boolean {
  if (!(target instanceof HTMLElement) || focusOf(target) !== 'nothing') return false;
  return canvas !== null && (canvas.contains(target) || target.contains(canvas));
}
