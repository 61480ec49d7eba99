import type { NodeRecord, WorkflowDocument } from '@latentgraph/graph-core';
import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react';
import { type Selection, wireKey } from '../document/selection.ts';

export type GraphNode = FlowNode<{ readonly record: NodeRecord }, 'node'>;
export type GraphWire = FlowEdge<{ readonly order: number | undefined }>;

/**
 * What React Flow shows of a document. Items of the last time are kept where nothing about them changed, with the
 * sizes that React Flow measured, so that only what changed renders again.
 */
export function flowNodes(
  { graphs: { main } }: WorkflowDocument,
  selection: Selection,
  before: readonly GraphNode[],
): GraphNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return Object.entries(main.nodes).map(([id, record]) => {
    const selected = selection.nodes.has(id);
    const last = known.get(id);
    if (last?.data.record === record && last.selected === selected) return last;
    const { x, y } = record.position;
    return { ...last, id, type: 'node', position: { x, y }, data: { record }, selected };
  });
}

export function flowWires({ graphs: { main } }: WorkflowDocument, selection: Selection): GraphWire[] {
  return main.edges.map((edge) => {
    const id = wireKey(edge);
    return {
      id,
      source: edge.from.node,
      sourceHandle: edge.from.port,
      target: edge.to.node,
      targetHandle: edge.to.port,
      selected: selection.wires.has(id),
      data: { order: edge.to.order },
    };
  });
}
