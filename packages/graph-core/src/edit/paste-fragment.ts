import type { Registry } from '../definition/registry.ts';
import { migrateNodes } from '../document/migrate.ts';
import type { Edge, Graph, WorkflowDocument } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { applyEdit, type Edit } from './edit.ts';
import { copyFragment, type Fragment, type Selection } from './fragment.ts';
import { idSource } from './fresh-id.ts';
import { countOf, findNode, mainGraph, missingNodes } from './lookup.ts';
import { renewZones } from './zone-ids.ts';

type Point = Graph['nodes'][string]['position'];

export interface PasteOptions {
  readonly registry: Registry;
  /** How far from the originals the copies stand. */
  readonly offset?: { readonly x: number; readonly y: number };
  /** Whether copies also get the wires that come from nodes outside the fragment, where those exist. */
  readonly incoming?: boolean;
}

/**
 * Adds a copy of the fragment under fresh ids: its wires run between the copies, its zones get ids of their own, and
 * nodes that an older program copied are brought up to date.
 */
export function pasteFragment(fragment: Fragment, options: PasteOptions, label = 'Paste'): Edit {
  return (document) => {
    const graph = mainGraph(document);
    const migrated = migrateNodes(fragment.nodes, options.registry);
    const nodes = renewZones(migrated.nodes, document, options.registry);
    const newIds = freshIds(nodes, graph.nodes);
    const edges = pastedEdges(
      fragment.edges,
      newIds,
      (id) => options.incoming === true && hasNode(document, id),
    );
    const added = {
      nodes: place(nodes, newIds, options.offset),
      frames: place(fragment.frames, freshIds(fragment.frames, graph.frames), options.offset),
      notes: place(fragment.notes, freshIds(fragment.notes, graph.notes), options.offset),
    };
    const created = Object.values(added).flatMap((items) => Object.keys(items));
    const paste = (draft: WorkflowDocument) => {
      const target = mainGraph(draft);
      for (const [id, node] of Object.entries(added.nodes)) target.nodes[id] = node;
      for (const edge of edges) target.edges.push(edge);
      if (Object.keys(added.frames).length > 0) target.frames = { ...graph.frames, ...added.frames };
      if (Object.keys(added.notes).length > 0) target.notes = { ...graph.notes, ...added.notes };
    };
    const result = applyEdit(document, label, paste, created);
    return result.ok ? { ...result, warnings: migrated.warnings } : result;
  };
}

/** Copies what is selected to a place beside it. */
export function duplicate(selection: Selection, options: PasteOptions): Edit {
  return (document) => {
    const nodes = selection.nodes ?? [];
    const problems = missingNodes(document, nodes);
    if (problems.length > 0) return failed(problems);
    const label = `Duplicate ${countOf(nodes.length, 'node')}`;
    return pasteFragment(copyFragment(document, selection), options, label)(document);
  };
}

function hasNode(document: WorkflowDocument, id: string): boolean {
  return findNode(document, id) !== undefined;
}

function freshIds(items: object, taken: object = {}): ReadonlyMap<string, string> {
  const fresh = idSource((id) => Object.hasOwn(taken, id));
  return new Map(Object.keys(items).map((id) => [id, fresh(id)]));
}

function pastedEdges(
  edges: readonly Edge[],
  newIds: ReadonlyMap<string, string>,
  keepsOutside: (id: string) => boolean,
): Edge[] {
  const pasted: Edge[] = [];
  for (const { from, to, ...rest } of edges) {
    const target = newIds.get(to.node);
    const source = newIds.get(from.node) ?? (keepsOutside(from.node) ? from.node : undefined);
    if (target === undefined || source === undefined) continue;
    pasted.push({ ...rest, from: { ...from, node: source }, to: { ...to, node: target } });
  }
  return pasted;
}

function place<Item extends { position: Point }>(
  items: Readonly<Record<string, Item>>,
  newIds: ReadonlyMap<string, string>,
  offset: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): Record<string, Item> {
  const moved = ({ position }: Item) => ({ ...position, x: position.x + offset.x, y: position.y + offset.y });
  return Object.fromEntries(
    Object.entries(items).map(([id, item]) => [newIds.get(id)!, { ...item, position: moved(item) }]),
  );
}
