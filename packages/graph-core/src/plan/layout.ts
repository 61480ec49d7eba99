import type { Zone } from '../analysis/zones.ts';
import type { PlanNode } from './plan-node.ts';

/** Where the nodes of a plan live. Scope 0 is the graph itself; the body of every zone is one more. */
export interface Layout {
  /** The scope around each scope; −1 for the graph itself. */
  readonly parents: readonly number[];
  /** The zone of each scope, its ends by position in the plan; null for the graph itself. */
  readonly zones: readonly (PlanZone | null)[];
  /** The scope that each node lives in. Start and end of a zone live in the scope around it. */
  readonly home: Int32Array;
  /** For the start and end of a zone the scope of its body, for other nodes −1. */
  readonly opens: Int32Array;
}

export interface PlanZone {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/**
 * @param zones of the document
 * @param positions of the document's nodes in the plan, −1 for those that are not in it
 */
export function layOut(zones: readonly Zone[], nodes: readonly PlanNode[], positions: Int32Array): Layout {
  const planned = zones.filter((zone) => positions[zone.end]! >= 0);
  const scopeOf = new Map(planned.map((zone, index) => [zone, index + 1]));
  const parents = [-1, ...planned.map(({ parent }) => scopeOf.get(zones[parent]!) ?? 0)];
  const home = new Int32Array(nodes.length);
  const opens = new Int32Array(nodes.length).fill(-1);
  const depths = depthsOf(parents);
  for (const [zone, scope] of scopeOf) {
    opens[positions[zone.start]!] = scope;
    opens[positions[zone.end]!] = scope;
    zone.body.forEach((inside, index) => {
      const node = inside ? positions[index]! : -1;
      if (node >= 0 && depths[scope]! > depths[home[node]!]!) home[node] = scope;
    });
  }
  const ends = planned.map(({ id, start, end }) => ({ id, start: positions[start]!, end: positions[end]! }));
  return { parents, zones: [null, ...ends], home, opens };
}

function depthsOf(parents: readonly number[]): number[] {
  return parents.map((_, scope) => {
    let depth = 0;
    for (let at = parents[scope]!; at >= 0; at = parents[at]!) depth++;
    return depth;
  });
}

/** What is put in order in one scope: a node, or `−scope` for a whole inner zone. */
export type Item = number;

/** The item that stands for a node in `scope`, which must hold the node at some depth. */
export function itemIn(node: number, scope: number, { home, opens, parents }: Layout): Item {
  if (home[node] === scope) return opens[node]! > 0 ? -opens[node]! : node;
  let at = home[node]!;
  while (parents[at] !== scope) at = parents[at]!;
  return -at;
}

/** The innermost scope that holds two others. */
export function commonScope(a: number, b: number, { parents }: Layout): number {
  if (a === b) return a;
  const around = new Set<number>();
  for (let at = a; at >= 0; at = parents[at]!) around.add(at);
  let scope = b;
  while (!around.has(scope)) scope = parents[scope]!;
  return scope;
}
