import { itemIn, type Layout, type PlanZone } from './layout.ts';
import type { PlanNode } from './plan-node.ts';
import type { ItemWires } from './reading.ts';
import { orderUnits, type Unit } from './units.ts';

/** The graph itself, or the body of one zone. */
export interface Scope {
  readonly index: number;
  readonly parent: number;
  /** The zone that this is the body of; null for the graph itself. */
  readonly zone: PlanZone | null;
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
}

/** Sorts the nodes of a plan into scopes and orders what runs in each. */
export function compileScopes(
  nodes: readonly PlanNode[],
  layout: Layout,
  wires: readonly ItemWires[],
): readonly Scope[] {
  const { parents, zones, home } = layout;
  const own: number[][] = parents.map(() => []);
  for (const { index } of nodes) own[home[index]!]!.push(index);
  const targeted = scopesWithTargets(nodes, layout);
  return zones.map((zone, index): Scope => {
    const endInputs = zone ? sourcesOf(nodes[zone.end]!) : [];
    const targets = own[index]!.filter((node) => nodes[node]!.target);
    const innerEnds = zones.flatMap((inner, scope) =>
      inner && parents[scope] === index && targeted.has(scope) ? [inner.end] : [],
    );
    const items = new Set(own[index]!.map((node) => itemIn(node, index, layout)));
    return {
      index,
      parent: parents[index]!,
      zone,
      units: orderUnits([...items], wires[index]!, nodes),
      nodes: own[index]!,
      roots: [...new Set([...targets, ...innerEnds, ...endInputs])],
      held: new Set(endInputs),
      hasTarget: targeted.has(index),
    };
  });
}

function sourcesOf({ inputs }: PlanNode): readonly number[] {
  return inputs.flatMap((input) => input.sources.map((source) => source.node));
}

function scopesWithTargets(nodes: readonly PlanNode[], { home, parents }: Layout): ReadonlySet<number> {
  const scopes = new Set<number>();
  for (const node of nodes) {
    if (!node.target) continue;
    for (let scope = home[node.index]!; scope >= 0; scope = parents[scope]!) scopes.add(scope);
  }
  return scopes;
}

/** Position in the `units` of its scope by node; start and end of a zone have that of the whole zone. */
export function unitPositions(nodes: readonly PlanNode[], scopes: readonly Scope[]): Int32Array {
  const positions = new Int32Array(nodes.length);
  for (const { units } of scopes) {
    units.forEach((unit, position) => {
      if (unit.kind === 'nodes') {
        for (const node of unit.nodes) positions[node] = position;
      } else {
        const { start, end } = scopes[unit.scope]!.zone!;
        positions[start] = position;
        positions[end] = position;
      }
    });
  }
  return positions;
}
