import type { NodeRecord } from '@latentgraph/graph-core';

/** What the view of a node type is given. */
export interface NodeViewProps {
  readonly id: string;
  readonly record: NodeRecord;
}
