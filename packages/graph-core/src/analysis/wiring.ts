import type { AnyNodeDefinition, Values } from '../definition/node-definition.ts';
import type { Ports, PortsOf } from '../definition/port.ts';
import type { Registry } from '../definition/registry.ts';
import type { Edge, Graph } from '../document/schema.ts';
import { type Problem, problem } from '../problem.ts';
import { didYouMean, nodeLabel } from './labels.ts';
import type { ResolvedOverrides } from './overrides.ts';
import { paramPorts } from './params.ts';
import { type BareNode, readNode } from './read-node.ts';
import { pairZones, type ZonePairs } from './zone-pairs.ts';

/** One output that feeds an input. */
export interface Source {
  /** Index into `Wiring.nodes`. */
  readonly node: number;
  readonly port: string;
}

export interface WiredNode extends BareNode {
  readonly inputs: Ports;
  readonly outputs: Ports;
  /** Wires by input port, list inputs in their order. Inputs without a wire are absent. */
  readonly sources: Map<string, Source[]>;
}

export interface Wiring {
  readonly nodes: readonly WiredNode[];
  readonly indexById: ReadonlyMap<string, number>;
  readonly zonePairs: ZonePairs;
}

/**
 * Turns the document's ids and names into indices and ports, reporting every node, param and wire that does not
 * stand: unknown types, bad values, wires to nowhere, two wires on one input.
 */
export function wireGraph(
  graph: Graph,
  registry: Registry,
  overrides: ResolvedOverrides,
  problems: Problem[],
): Wiring {
  const bare = Object.keys(graph.nodes).map((id, index) =>
    readNode(index, id, graph.nodes[id]!, registry, overrides.get(id), problems),
  );
  const zonePairs = pairZones(bare, registry, problems);
  const nodes = bare.map((node) => withPorts(node, bare, zonePairs));
  const indexById = new Map<string, number>();
  for (const node of nodes) indexById.set(node.id, node.index);
  connectAll(graph.edges, nodes, indexById, overrides, problems);
  return { nodes, indexById, zonePairs };
}

function withPorts(node: BareNode, nodes: readonly BareNode[], pairs: ZonePairs): WiredNode {
  const { definition, params } = node;
  const sources = new Map<string, Source[]>();
  if (!definition) return { ...node, inputs: {}, outputs: {}, sources };
  const startIndex = definition.zone === 'end' ? pairs.get(String(params.zone))?.start : undefined;
  const zoneStart = startIndex === undefined ? undefined : nodes[startIndex]!.params;
  const inputs = inputPorts(definition, params, zoneStart);
  const outputs = portsOf(definition.outputs, params, zoneStart);
  const { index, id, record } = node;
  return { index, id, record, definition, params, inputs, outputs, sources };
}

function portsOf(ports: PortsOf<unknown>, params: Values, zoneStart: Values | undefined): Ports {
  return typeof ports === 'function' ? ports(params, zoneStart) : ports;
}

const staticInputs = new WeakMap<AnyNodeDefinition, Ports>();

/** Declared inputs first, then one for each param that can be wired; a declared input stands above a param's. */
export function inputPorts(
  definition: AnyNodeDefinition,
  params: Values,
  zoneStart: Values | undefined,
): Ports {
  const extra = paramPorts(definition);
  if (typeof definition.inputs === 'function') {
    const declared = definition.inputs(params, zoneStart);
    return { ...declared, ...extra, ...declared };
  }
  const known = staticInputs.get(definition);
  if (known) return known;
  const ports = { ...definition.inputs, ...extra, ...definition.inputs };
  staticInputs.set(definition, ports);
  return ports;
}

/**
 * Wires to list inputs come last and in order, because there the order of wires is the order of values. It must not
 * be that of the file, which means nothing; where `order` does not decide, names do.
 */
function connectAll(
  edges: readonly Edge[],
  nodes: readonly WiredNode[],
  indexById: ReadonlyMap<string, number>,
  overrides: ResolvedOverrides,
  problems: Problem[],
): void {
  const listed: Edge[] = [];
  const connectOne = (edge: Edge, from: WiredNode, to: WiredNode) => {
    const found = edgeProblem(edge, from, to);
    if (found) problems.push(found);
    else if (!overrides.get(to.id)?.has(edge.to.port)) addSource(edge, from, to, problems);
  };
  const nodeOf = (id: string) => nodes[indexById.get(id) ?? -1];
  for (const edge of edges) {
    const from = nodeOf(edge.from.node);
    const to = nodeOf(edge.to.node);
    if (!from || !to) problems.push(danglingEdge(edge, indexById));
    else if (to.inputs[edge.to.port]?.list) listed.push(edge);
    else connectOne(edge, from, to);
  }
  for (const edge of listed.sort(byOrderThenSource)) {
    connectOne(edge, nodeOf(edge.from.node)!, nodeOf(edge.to.node)!);
  }
}

function byOrderThenSource(a: Edge, b: Edge): number {
  const apart = (a.to.order ?? -1) - (b.to.order ?? -1);
  if (apart !== 0) return apart;
  return compareText(a.from.node, b.from.node) || compareText(a.from.port, b.from.port);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Unknown node types have no ports to check against. */
function edgeProblem(edge: Edge, from: WiredNode, to: WiredNode): Problem | undefined {
  if (from.definition && !Object.hasOwn(from.outputs, edge.from.port)) return missingOutput(from, to, edge);
  if (to.definition && !Object.hasOwn(to.inputs, edge.to.port)) return missingInput(to, edge.to.port);
  return undefined;
}

function addSource(edge: Edge, from: WiredNode, to: WiredNode, problems: Problem[]): void {
  const { port } = edge.to;
  const source = { node: from.index, port: edge.from.port };
  const present = to.sources.get(port);
  if (!present) {
    to.sources.set(port, [source]);
    return;
  }
  if (!to.definition || to.inputs[port]?.list) {
    present.push(source);
    return;
  }
  problems.push(
    problem({
      code: 'input-wired-twice',
      message: `Input '${port}' of ${nodeLabel(to)} has more than one wire; one comes from ${nodeLabel(from)}.`,
      remedy: 'Remove all but one of them.',
      node: to.id,
      port,
    }),
  );
}

function danglingEdge(edge: Edge, indexById: ReadonlyMap<string, number>): Problem {
  const missing = indexById.has(edge.from.node) ? edge.to.node : edge.from.node;
  return problem({
    code: 'edge-missing-node',
    message: `A wire goes from '${edge.from.node}.${edge.from.port}' to '${edge.to.node}.${edge.to.port}', but there is no node '${missing}'.`,
    remedy: `${didYouMean(missing, indexById.keys())}Remove the wire or add the node.`,
    ...(indexById.has(edge.to.node) ? { node: edge.to.node, port: edge.to.port } : {}),
  });
}

/** Stands at the input: the node that has the output may be fine, but this one does not get what it was to get. */
function missingOutput(from: WiredNode, to: WiredNode, edge: Edge): Problem {
  const { port } = edge.from;
  return problem({
    code: 'edge-missing-port',
    message: `The wire to '${edge.to.port}' of ${nodeLabel(to)} takes the output '${port}' of ${nodeLabel(from)}, which it does not have.`,
    remedy: namesRemedy(port, 'output', from.outputs),
    node: to.id,
    port: edge.to.port,
  });
}

function missingInput(node: WiredNode, port: string): Problem {
  return problem({
    code: 'edge-missing-port',
    message: `A wire uses the input '${port}' of ${nodeLabel(node)}, which it does not have.`,
    remedy: namesRemedy(port, 'input', node.inputs),
    node: node.id,
    port,
  });
}

function namesRemedy(port: string, side: 'input' | 'output', ports: Ports): string {
  const names = Object.keys(ports);
  const listed = names.length > 0 ? `Its ${side}s are ${names.join(', ')}.` : `It has no ${side}s.`;
  return `${didYouMean(port, names)}${listed}`;
}
