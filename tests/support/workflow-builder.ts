import {
  type Edge,
  FORMAT_NAME,
  FORMAT_VERSION,
  type NodeRecord,
  type Registry,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';

type Params = NodeRecord['params'];

/**
 * Builds a document from node types, params and wires written as `from.port > to.port`. Wires to one list input give
 * their values in the order in which they stand here.
 */
export function buildWorkflow(
  nodes: Readonly<Record<string, readonly [type: string, params?: Params]>>,
  wires: readonly string[],
  registry: Registry = builtinRegistry,
): WorkflowDocument {
  const records = Object.entries(nodes).map(([id, [type, params = {}]], index): [string, NodeRecord] => [
    id,
    { type, version: registry.nodes.get(type)?.version ?? 1, params, position: { x: 260 * index, y: 0 } },
  ]);
  return {
    format: FORMAT_NAME,
    version: FORMAT_VERSION,
    graphs: { main: { nodes: Object.fromEntries(records), edges: inOrder(wires.map(readWire)) } },
  };
}

function readWire(wire: string): Edge {
  const ends = wire.split('>').map((end) => end.trim().split('.'));
  const [[fromNode, fromPort], [toNode, toPort]] = ends as [[string, string], [string, string]];
  return { from: { node: fromNode, port: fromPort }, to: { node: toNode, port: toPort } };
}

function inOrder(edges: readonly Edge[]): Edge[] {
  const wired = new Map<string, number>();
  return edges.map((edge) => {
    const end = `${edge.to.node}.${edge.to.port}`;
    const order = wired.get(end) ?? 0;
    wired.set(end, order + 1);
    return order === 0 ? edge : { ...edge, to: { ...edge.to, order } };
  });
}
