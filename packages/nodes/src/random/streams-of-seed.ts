import {
  inputPorts,
  MAIN_GRAPH,
  type NodeRecord,
  parseParams,
  type Registry,
  type WorkflowDocument,
} from '@latentgraph/graph-core';

/** What a batch may hold at most: assumed where only the run knows how many pictures there are. */
const MOST_PICTURES = 64;

/**
 * How many seeds in a row a run uses from one seed on: with streams of their own (`batchSeeds: increment`) picture i
 * of a batch draws from seed + i.
 *
 * @param node holds the seed, and draws from it itself or gives it to others by wires
 * @param set what is set for the run, by `node.param`
 */
export function streamsOfSeed(
  document: WorkflowDocument,
  registry: Registry,
  node: string,
  set: Readonly<Record<string, unknown>>,
): bigint {
  const { nodes, edges } = document.graphs[MAIN_GRAPH];
  const reached = new Set([node]);
  // A set goes on over what is added to it meanwhile.
  for (const id of reached) {
    for (const { from, to } of edges) {
      if (from.node === id && isSeedInput(registry, nodes[to.node], to.port)) reached.add(to.node);
    }
  }
  const counts = [...reached].map((id) => ownStreams(document, registry, id, set));
  return BigInt(Math.max(...counts));
}

function isSeedInput(registry: Registry, record: NodeRecord | undefined, port: string): boolean {
  const definition = record && registry.nodes.get(record.type);
  if (!definition) return false;
  const { type } =
    inputPorts(definition, parseParams(definition, record.params).values, undefined)[port] ?? {};
  // A bend in a wire takes any type.
  return type === 'seed' || type === 'any';
}

function ownStreams(
  document: WorkflowDocument,
  registry: Registry,
  id: string,
  set: Readonly<Record<string, unknown>>,
): number {
  const { nodes, edges } = document.graphs[MAIN_GRAPH];
  const record = nodes[id]!;
  const definition = registry.nodes.get(record.type);
  if (!definition) return 1;
  const { values } = parseParams(definition, record.params);
  const settled = (param: string) => set[`${id}.${param}`] ?? values[param];
  if (settled('batchSeeds') !== 'increment') return 1;
  const isWired = edges.some(({ to }) => to.node === id && to.port === 'batch');
  const batch = settled('batch');
  return isWired || typeof batch !== 'number' ? MOST_PICTURES : batch;
}
