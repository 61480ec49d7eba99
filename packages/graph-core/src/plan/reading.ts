import { commonScope, type Item, itemIn, type Layout } from './layout.ts';
import type { PlanNode } from './plan-node.ts';

/**
 * Who reads whom. Every wire belongs to the innermost scope that holds both of its ends; a zone reads as a whole, in
 * the name of its end node.
 */
export interface Reading {
  /** For each node what it reads of the scope that it lives in, each once. */
  readonly reads: readonly (readonly number[])[];
  /** How many nodes and inner zones of its own scope read each node; after that many its values are freed. */
  readonly readers: Int32Array;
  /** The wires of each scope, between items. */
  readonly wires: readonly ItemWires[];
}

/** Wires as two columns: thousands of them need no object each. */
export interface ItemWires {
  readonly from: readonly Item[];
  readonly to: readonly Item[];
}

const NOTHING: readonly number[] = [];

/** Sorts the wires of a plan into scopes, and counts who reads whom. */
export function findReading(nodes: readonly PlanNode[], layout: Layout): Reading {
  const { home, zones, parents } = layout;
  const wires = parents.map(() => ({ from: [] as Item[], to: [] as Item[] }));
  const byZone = new Map<number, Set<number>>();
  const byNode: (number[] | undefined)[] = new Array(nodes.length);
  const readers = new Int32Array(nodes.length);

  function note(reader: Item, value: number): void {
    if (reader < 0) {
      const values = byZone.get(-reader) ?? new Set();
      if (!values.has(value)) readers[value]!++;
      byZone.set(-reader, values.add(value));
      return;
    }
    const values = byNode[reader];
    if (values?.includes(value)) return;
    readers[value]!++;
    if (values) values.push(value);
    else byNode[reader] = [value];
  }

  for (const { index, inputs } of nodes) {
    for (const { sources } of inputs) {
      for (const { node: value } of sources) {
        const scope = commonScope(home[value]!, home[index]!, layout);
        const from = itemIn(value, scope, layout);
        const to = itemIn(index, scope, layout);
        if (from === to) continue;
        wires[scope]!.from.push(from);
        wires[scope]!.to.push(to);
        if (home[value] === scope) note(to, value);
      }
    }
  }
  for (const [scope, values] of byZone) byNode[zones[scope]!.end] = [...values];
  return { reads: Array.from(byNode, (values) => values ?? NOTHING), readers, wires };
}
