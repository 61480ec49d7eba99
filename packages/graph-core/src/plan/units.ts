import { topologicalOrder } from '../analysis/order.ts';
import type { Item } from './layout.ts';
import type { PlanNode } from './plan-node.ts';
import type { ItemWires } from './reading.ts';

/** What runs as one: a node, nodes that may share one model evaluation, or a whole zone. */
export type Unit =
  | { readonly kind: 'nodes'; readonly nodes: readonly number[] }
  | { readonly kind: 'zone'; readonly scope: number };

/**
 * Puts the items of a scope in an order in which everything is ready when its turn comes, those that may share an
 * evaluation side by side.
 *
 * @param items nodes in topological order, and zones
 */
export function orderUnits(
  items: readonly Item[],
  wires: ItemWires,
  nodes: readonly PlanNode[],
): readonly Unit[] {
  // Nodes alone stand in order already.
  if (items.every((item) => item >= 0 && groupName(item, nodes) === undefined)) {
    return items.map((item) => ({ kind: 'nodes', nodes: [item] }));
  }
  const positions = new Map(items.map((item, position) => [item, position]));
  const successors = connect(items.length, wires, (item) => positions.get(item)!);
  const groups = groupItems(items, successors, nodes);
  const grouped = connect(groups.members.length, wires, (item) => groups.of[positions.get(item)!]!);
  // Late, so that decisions about lazy inputs are made before: whatever they add runs together with the rest.
  const isShared = (group: number) => groupName(items[groups.members[group]![0]!]!, nodes) !== undefined;
  return topologicalOrder(groups.members.length, grouped, isShared).map((group) => {
    const members = groups.members[group]!.map((position) => items[position]!);
    const first = members[0]!;
    return first < 0 ? { kind: 'zone', scope: -first } : { kind: 'nodes', nodes: members };
  });
}

function groupName(item: Item, nodes: readonly PlanNode[]): string | undefined {
  return item < 0 ? undefined : nodes[item]!.definition.coalesce?.group;
}

function connect(count: number, { from, to }: ItemWires, positionOf: (item: Item) => number): number[][] {
  const successors: number[][] = Array.from({ length: count }, () => []);
  for (let wire = 0; wire < from.length; wire++) {
    const [a, b] = [positionOf(from[wire]!), positionOf(to[wire]!)];
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
    const name = groupName(items[position]!, nodes);
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
