import {
  type AnyNodeDefinition,
  addNode,
  type Edge,
  insertOnWire,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry, categoryRank } from '@latentgraph/nodes';
import { createFitter } from '../canvas/wiring/fitter.ts';
import type { PortRef } from '../canvas/wiring/port-ref.ts';

/** A kind of node that can be added. */
export interface CatalogueEntry {
  readonly type: string;
  readonly title: string;
  readonly category: string;
  readonly summary: string;
  /** The port of the new node that is wired to the one it was asked for. */
  readonly port?: string;
}

const entries: readonly CatalogueEntry[] = [...builtinRegistry.nodes.values()]
  .map(entryOf)
  .sort(
    (one, other) =>
      categoryRank(one.category) - categoryRank(other.category) || one.title.localeCompare(other.title),
  );

function entryOf({ type, title, category, summary }: AnyNodeDefinition): CatalogueEntry {
  return { type, title, category, summary };
}

/** Every kind of node, by category. */
export function allNodes(): readonly CatalogueEntry[] {
  return entries;
}

/** The kinds of nodes that a wire held at a port can be drawn to, each with the port that takes it. */
export function nodesForPort(document: WorkflowDocument, held: PortRef): readonly CatalogueEntry[] {
  // One document with a node of each kind, so that types are worked out once and not for every kind.
  let trial = document;
  const ids = new Map<string, string>();
  for (const { type } of entries) {
    const added = addNode({ type }, builtinRegistry)(trial);
    if (!added.ok) continue;
    trial = added.document;
    ids.set(type, added.created[0]!);
  }
  const fitter = createFitter(trial, held);
  return entries.flatMap((entry) => {
    const id = ids.get(entry.type);
    const best = id === undefined ? undefined : fitter.bestPort(id);
    return best ? { ...entry, port: best.port } : [];
  });
}

/** The kinds of nodes that can be put into a wire. */
export function nodesForWire(document: WorkflowDocument, wire: Edge): readonly CatalogueEntry[] {
  return entries.filter(({ type }) => insertOnWire(wire, { type }, builtinRegistry)(document).ok);
}

/** Entries by category, in the order of the catalogue. */
export function byCategory(
  list: readonly CatalogueEntry[],
): readonly { readonly category: string; readonly entries: readonly CatalogueEntry[] }[] {
  const categories = [...new Set(list.map(({ category }) => category))];
  return categories.map((category) => ({
    category,
    entries: list.filter((entry) => entry.category === category),
  }));
}
