import { insertOnWire } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { type EdgeMouseHandler, useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { emptySelection } from '../../document/selection.ts';
import type { CanvasItem, GraphWire } from '../flow-items.ts';
import { rerouteAt } from '../node/node-geometry.ts';

interface WireClicks {
  readonly click: EdgeMouseHandler<GraphWire>;
  readonly doubleClick: EdgeMouseHandler<GraphWire>;
}

/** A click selects a wire, with Shift one more; a double click bends it there. */
export function useWireClicks(): WireClicks {
  const { editor } = useServices();
  const flow = useReactFlow<CanvasItem, GraphWire>();
  return useMemo(
    () => ({
      click({ shiftKey, ctrlKey, metaKey }, { id }) {
        if (!(shiftKey || ctrlKey || metaKey)) {
          editor.select({ ...emptySelection, wires: new Set([id]) });
          return;
        }
        const wires = new Set(editor.store.getState().selection.wires);
        if (!wires.delete(id)) wires.add(id);
        editor.select({ wires });
      },
      doubleClick({ clientX, clientY }, { data }) {
        if (!data) return;
        const position = rerouteAt(
          flow.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false }),
        );
        const bend = { type: 'Reroute', position };
        editor.apply(insertOnWire(data.edge, bend, builtinRegistry), { selectCreated: true });
      },
    }),
    [editor, flow],
  );
}
