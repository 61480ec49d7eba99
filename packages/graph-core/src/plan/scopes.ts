import type { Analysis } from '../analysis/analyse.ts';
import { topologicalOrder } from '../analysis/order.ts';
import type { PlanNode } from './plan-node.ts';

/** What runs as one: a node, nodes that may share one model evaluation, or a whole zone. */
export type Unit =
  | { readonly kind: 'nodes'; readonly nodes: readonly number[] }
  | { readonly kind: 'zone'; readonly scope: number };

/** The graph itself, or the body of one zone. */
export interface Scope {
  readonly index: number;
  readonly parent: number;
  /** The zone that this is the body of; null for the graph itself. */
  readonly zone: { readonly id: string; readonly start: number; readonly end: number } | null;
  /** In an order in which everything is ready when its turn comes. */
  readonly units: readonly Unit[];
  /** Nodes directly in this scope; the start and end of an inner zone are, its body is not. */
  readonly nodes: readonly number[];
  /** What a run of this scope is for: targets, the end of every inner zone with a target, the inputs of its own end. */
  readonly roots: readonly number[];
  /** What the end of the zone reads when a step is over; kept until then. */
  readonly held: ReadonlySet<number>;
  /** Whether a target lies inside, at any depth: then a cached result is not enough. */
  readonly hasTarget: boolean;
  /** Position in `units` by node; the start and end of an inner zone have that zone's position. */
  readonly unitOf: ReadonlyMap<number, number>;
  /** How many nodes and inner zones of this scope read a node's outputs; after that many its values are freed. */
  readonly readers: ReadonlyMap<number, number>;
  /** Which nodes of this scope a node reads; an inner zone's reads stand under its end. */
  readonly reads: ReadonlyMap<number, readonly number[]>;
}

/** Where each node lives, while scopes are being built. */
interface Layout {
  readonly parents: readonly number[];
  /** Scope of a node itself. */
  readonly home: Int32Array;
  /** For the start and end of a zone the scope of its body, otherwise −1. */
  readonly opens: Int32Array;
}

/** Sorts the nodes of a plan into scopes and orders each scope's units, with nodes that may be coalesced side by side. */
export function compileScopes(analysis: Analysis, nodes: readonly PlanNode[]): Scope[] {
  const position = new Map(nodes.map((node) => [node.id, node.index]));
  const planned = (index: number): number | undefined => position.get(analysis.wiring.nodes[index]!.id);
  const zones = analysis.zones.filter((zone) => planned(zone.end) !== undefined);
  const scopeOfZone = new Map(zones.map((zone, index) => [zone, index + 1]));
  const scopeOf = (zone: number): number => {
    const found = analysis.zones[zone];
    return (found && scopeOfZone.get(found)) ?? 0;
  };

  const home = new Int32Array(nodes.length);
  const opens = new Int32Array(nodes.length).fill(-1);
  const parents = [-1, ...zones.map((zone) => scopeOf(zone.parent))];
  const depths = depthsOf(parents);
  for (const zone of zones) {
    const scope = scopeOfZone.get(zone)!;
    opens[planned(zone.start)!] = scope;
    opens[planned(zone.end)!] = scope;
    zone.body.forEach((inside, index) => {
      const node = inside ? planned(index) : undefined;
      if (node !== undefined && depths[scope]! > depths[home[node]!]!) home[node] = scope;
    });
  }
  const layout: Layout = { parents, home, opens };
  const edges = edgesByScope(nodes, layout);
  const zoneEnds = [
    null,
    ...zones.map((zone) => ({ id: zone.id, start: planned(zone.start)!, end: planned(zone.end)! })),
  ];
  const targeted = scopesWithTargets(nodes, layout);
  return zoneEnds.map((zone, index) =>
    compileScope(index, zone, nodes, layout, edges[index]!, targeted, zoneEnds),
  );
}

function depthsOf(parents: readonly number[]): number[] {
  return parents.map((_, scope) => {
    let depth = 0;
    for (let at = parents[scope]!; at >= 0; at = parents[at]!) depth++;
    return depth;
  });
}

function scopesWithTargets(nodes: readonly PlanNode[], { home, parents }: Layout): ReadonlySet<number> {
  const scopes = new Set<number>();
  for (const node of nodes) {
    if (!node.target) continue;
    for (let scope = home[node.index]!; scope >= 0; scope = parents[scope]!) scopes.add(scope);
  }
  return scopes;
}

/** A unit while a scope is being built: a node, or `−scope` for an inner zone. */
type Item = number;

/** The item that stands for a node in `scope`, which must hold the node at some depth. */
function itemIn(node: number, scope: number, { home, opens, parents }: Layout): Item {
  if (home[node] === scope) return opens[node]! > 0 ? -opens[node]! : node;
  let at = home[node]!;
  while (parents[at] !== scope) at = parents[at]!;
  return -at;
}

interface ScopeEdge {
  readonly from: Item;
  readonly to: Item;
  /** The node whose value it is; only when it lives directly in the scope. */
  readonly value: number;
}

/** Every wire belongs to the innermost scope that holds both of its ends. */
function edgesByScope(nodes: readonly PlanNode[], layout: Layout): ScopeEdge[][] {
  const edges: ScopeEdge[][] = layout.parents.map(() => []);
  for (const node of nodes) {
    for (const input of node.inputs) {
      for (const source of input.sources) {
        const scope = commonScope(layout.home[source.node]!, layout.home[node.index]!, layout.parents);
        const from = itemIn(source.node, scope, layout);
        const to = itemIn(node.index, scope, layout);
        if (from !== to) edges[scope]!.push({ from, to, value: source.node });
      }
    }
  }
  return edges;
}

function commonScope(a: number, b: number, parents: readonly number[]): number {
  const chain = new Set<number>();
  for (let at = a; at >= 0; at = parents[at]!) chain.add(at);
  let scope = b;
  while (!chain.has(scope)) scope = parents[scope]!;
  return scope;
}

function compileScope(
  index: number,
  zone: Scope['zone'],
  nodes: readonly PlanNode[],
  layout: Layout,
  edges: readonly ScopeEdge[],
  targeted: ReadonlySet<number>,
  zoneEnds: readonly Scope['zone'][],
): Scope {
  const own = nodes.filter((node) => layout.home[node.index] === index).map((node) => node.index);
  const items = [...new Set(own.map((node) => itemIn(node, index, layout)))];
  const units = orderUnits(items, edges, nodes);
  const unitOf = new Map<number, number>();
  const unitOfItem = new Map<Item, number>();
  units.forEach((unit, position) => {
    if (unit.kind === 'nodes') for (const node of unit.nodes) unitOfItem.set(node, position);
    else unitOfItem.set(-unit.scope, position);
  });
  for (const node of own) unitOf.set(node, unitOfItem.get(itemIn(node, index, layout))!);

  const innerEnds = zoneEnds.flatMap((inner, scope) =>
    inner && layout.parents[scope] === index && targeted.has(scope) ? [inner.end] : [],
  );
  const endInputs = zone
    ? nodes[zone.end]!.inputs.flatMap((input) => input.sources.map((source) => source.node))
    : [];
  const targets = own.filter((node) => nodes[node]!.target);
  return {
    index,
    parent: layout.parents[index]!,
    zone,
    units,
    nodes: own,
    roots: [...new Set([...targets, ...innerEnds, ...endInputs])],
    held: new Set(endInputs),
    hasTarget: targeted.has(index),
    unitOf,
    ...countReaders(edges, index, layout, zoneEnds),
  };
}

function orderUnits(items: readonly Item[], edges: readonly ScopeEdge[], nodes: readonly PlanNode[]): Unit[] {
  const positions = new Map(items.map((item, position) => [item, position]));
  const successors = connect(items.length, edges, (item) => positions.get(item)!);
  const groups = groupItems(items, successors, nodes);
  const grouped = connect(groups.members.length, edges, (item) => groups.of[positions.get(item)!]!);
  // Late, so that decisions about lazy inputs are made before: whatever they add runs together with the rest.
  const isShared = (group: number) => nameOfGroup(items[groups.members[group]![0]!]!, nodes) !== undefined;
  return topologicalOrder(groups.members.length, grouped, isShared).map((group) => {
    const members = groups.members[group]!.map((position) => items[position]!);
    const first = members[0]!;
    return first < 0 ? { kind: 'zone', scope: -first } : { kind: 'nodes', nodes: members };
  });
}

function connect(count: number, edges: readonly ScopeEdge[], positionOf: (item: Item) => number): number[][] {
  const successors: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of edges) {
    const [a, b] = [positionOf(from), positionOf(to)];
    if (a !== b) successors[a]!.push(b);
  }
  return successors;
}

/**
 * Puts items that may be coalesced into groups. An item's level counts the coalescable items on the longest way to
 * it, so two of one level cannot depend on each other, and groups of one level each keep the graph free of cycles.
 */
function groupItems(items: readonly Item[], successors: readonly number[][], nodes: readonly PlanNode[]) {
  const levels = new Int32Array(items.length);
  const of: number[] = new Array(items.length);
  const members: number[][] = [];
  const known = new Map<string, number>();
  for (const position of topologicalOrder(items.length, successors)) {
    const name = nameOfGroup(items[position]!, nodes);
    const behind = levels[position]! + (name === undefined ? 0 : 1);
    for (const next of successors[position]!) levels[next] = Math.max(levels[next]!, behind);
    const key = name === undefined ? undefined : `${name}:${levels[position]}`;
    const group = (key === undefined ? undefined : known.get(key)) ?? members.length;
    if (group === members.length) members.push([]);
    if (key !== undefined) known.set(key, group);
    members[group]!.push(position);
    of[position] = group;
  }
  return { of, members };
}

function nameOfGroup(item: Item, nodes: readonly PlanNode[]): string | undefined {
  return item < 0 ? undefined : nodes[item]!.definition.coalesce?.group;
}

function countReaders(
  edges: readonly ScopeEdge[],
  scope: number,
  { home }: Layout,
  zoneEnds: readonly Scope['zone'][],
): Pick<Scope, 'readers' | 'reads'> {
  const reads = new Map<number, Set<number>>();
  const readers = new Map<number, number>();
  for (const { to, value } of edges) {
    if (home[value] !== scope) continue;
    const reader = to < 0 ? zoneEnds[-to]!.end : to;
    const values = reads.get(reader) ?? new Set<number>();
    if (!values.has(value)) readers.set(value, (readers.get(value) ?? 0) + 1);
    values.add(value);
    reads.set(reader, values);
  }
  return { readers, reads: new Map([...reads].map(([reader, values]) => [reader, [...values]])) };
}
