import { disconnect } from '@latentgraph/graph-core';
import { useReactFlow } from '@xyflow/react';
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { isTyping } from '../../keyboard/focus.ts';
import { shortcutsOf } from '../../keyboard/key-press.ts';
import type { CanvasItem, GraphWire } from '../flow-items.ts';
import { followPointer } from '../follow-pointer.ts';
import type { Point } from '../point.ts';
import { wiresAcross } from './wires-at.ts';

/**
 * Cuts wires by drawing a line across them: with Ctrl (or ⌘) and Alt held, or with X.
 *
 * @returns a handler for presses anywhere on the canvas, which takes those that begin a cut
 */
export function useCutting(): (event: ReactPointerEvent<HTMLElement>) => void {
  const { editor, canvas } = useServices();
  const flow = useReactFlow<CanvasItem, GraphWire>();
  const knife = useKnifeKey();
  return useCallback(
    (event) => {
      const chord = event.altKey && (event.ctrlKey || event.metaKey);
      if (event.button !== 0 || !(chord || knife.current)) return;
      event.stopPropagation();
      event.preventDefault();
      const toGraph = (point: Point) => flow.screenToFlowPosition(point, { snapToGrid: false });
      let cut = [toGraph({ x: event.clientX, y: event.clientY })];
      const end = () => canvas.store.setState({ cut: undefined });
      followPointer(event, {
        move(point) {
          cut = [...cut, toGraph(point)];
          canvas.store.setState({ cut });
        },
        drop() {
          end();
          const severed = wiresAcross(flow, editor.document.graphs.main.edges, cut);
          if (severed.length > 0) editor.apply(disconnect(severed));
        },
        cancel: end,
      });
    },
    [editor, canvas, flow, knife],
  );
}

/** Whether X is held, outside of fields. */
function useKnifeKey() {
  const held = useRef(false);
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    let place: string | undefined;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event.target) || !shortcutsOf(event).includes('x')) return;
      place = event.code;
      held.current = true;
    };
    const release = () => {
      held.current = false;
    };
    window.addEventListener('keydown', press, { signal });
    window.addEventListener('keyup', (event) => event.code === place && release(), { signal });
    window.addEventListener('blur', release, { signal });
    return () => stop.abort();
  }, []);
  return held;
}
