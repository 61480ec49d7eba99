import { type ReactFlowState, useStoreApi } from '@xyflow/react';
import { startTransition, useEffect, useState } from 'react';
import { type Detail, detailAt } from './node/detail.ts';

/**
 * The detail that nodes are drawn in, by how near they are seen from: however the view came there, the first one
 * included. All of them change at once, so that is done between frames.
 */
export function useDetailOfZoom(nodeCount: number): Detail {
  const flow = useStoreApi();
  const [detail, setDetail] = useState<Detail>('simple');
  useEffect(() => {
    let seen: number | undefined;
    const look = (state: ReactFlowState) => {
      const zoom = settledZoom(state);
      if (zoom === undefined || zoom === seen) return;
      seen = zoom;
      startTransition(() => setDetail((before) => detailAt(zoom, before, nodeCount)));
    };
    look(flow.getState());
    return flow.subscribe(look);
  }, [flow, nodeCount]);
  return detail;
}

/** Undefined while the graph waits to be fitted into the view: until then it is not near, but nowhere. */
function settledZoom({ panZoom, fitViewQueued, transform }: ReactFlowState): number | undefined {
  return panZoom === null || fitViewQueued ? undefined : transform[2];
}
