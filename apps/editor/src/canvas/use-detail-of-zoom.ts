import type { OnMove } from '@xyflow/react';
import { startTransition, useCallback, useState } from 'react';
import { type Detail, detailAt } from './node/detail.ts';

/** The detail that nodes are drawn in. All of them change at once, so that is done between frames. */
export function useDetailOfZoom(nodeCount: number): {
  readonly detail: Detail;
  readonly watchZoom: OnMove;
} {
  const [detail, setDetail] = useState<Detail>('simple');
  const watchZoom: OnMove = useCallback(
    (_, { zoom }) => {
      startTransition(() => setDetail((before) => detailAt(zoom, before, nodeCount)));
    },
    [nodeCount],
  );
  return { detail, watchZoom };
}
