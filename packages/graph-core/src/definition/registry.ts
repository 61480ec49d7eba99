import type { AnyNodeDefinition } from './node-definition.ts';
import type { WireType } from './wire-type.ts';

/** The node types and wire types that a program knows. Immutable. */
export interface Registry {
  readonly nodes: ReadonlyMap<string, AnyNodeDefinition>;
  readonly types: ReadonlyMap<string, WireType>;
}

/** @throws Error when two definitions share a name: a bug in the caller. */
export function createRegistry(types: readonly WireType[], nodes: readonly AnyNodeDefinition[]): Registry {
  return { nodes: byName(nodes, (node) => node.type), types: byName(types, (type) => type.name) };
}

function byName<Item>(items: readonly Item[], nameOf: (item: Item) => string): ReadonlyMap<string, Item> {
  const map = new Map<string, Item>();
  for (const item of items) {
    if (map.has(nameOf(item))) throw new Error(`'${nameOf(item)}' is registered twice.`);
    map.set(nameOf(item), item);
  }
  return map;
}
