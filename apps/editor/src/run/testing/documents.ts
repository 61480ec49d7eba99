import type { NodeRecord, WorkflowDocument } from '@latentgraph/graph-core';

/** A workflow of these nodes, each as type and params, and wires written as `from.port > to.port`. */
export function workflowOf(
  nodes: Readonly<Record<string, readonly [type: string, params?: NodeRecord['params']]>>,
  wires: readonly string[] = [],
): WorkflowDocument {
  const records = Object.entries(nodes).map(([id, [type, params = {}]]): [string, NodeRecord] => [
    id,
    { type, version: 1, params, position: { x: 0, y: 0 } },
  ]);
  const edges = wires.map((wire) => {
    const [from, to] = wire.split(' > ').map((end) => {
      const [node, port] = end.split('.');
      return { node: node!, port: port! };
    });
    return { from: from!, to: to! };
  });
  return {
    format: 'latentgraph',
    version: 1,
    name: 'Test',
    graphs: { main: { nodes: Object.fromEntries(records), edges } },
  };
}
