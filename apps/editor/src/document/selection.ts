import type { Edge, WorkflowDocument } from '@latentgraph/graph-core';

/** What is selected: ids of nodes, frames and notes, and keys of wires. */
export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly wires: ReadonlySet<string>;
  readonly frames: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

export const emptySelection: Selection = { nodes: none, wires: none, frames: none, notes: none };

/** Names a wire by its ends: no two wires of a document have the same. */
export function wireKey({ from, to }: Edge): string {
  return `${from.node}.${from.port}>${to.node}.${to.port}`;
}

/** The selection without what the document does not hold; the same object where all of it exists. */
export function onlyExisting(selection: Selection, document: WorkflowDocument): Selection {
  const { nodes, edges, frames = {}, notes = {} } = document.graphs.main;
  const existing: Selection = {
    nodes: keep(selection.nodes, (id) => Object.hasOwn(nodes, id)),
    wires: selection.wires.size === 0 ? selection.wires : keepWires(selection.wires, edges),
    frames: keep(selection.frames, (id) => Object.hasOwn(frames, id)),
    notes: keep(selection.notes, (id) => Object.hasOwn(notes, id)),
  };
  const same = (Object.keys(existing) as (keyof Selection)[]).every(
    (key) => existing[key] === selection[key],
  );
  return same ? selection : existing;
}

function keepWires(wires: ReadonlySet<string>, edges: readonly Edge[]): ReadonlySet<string> {
  const keys = new Set(edges.map(wireKey));
  return keep(wires, (key) => keys.has(key));
}

function keep(ids: ReadonlySet<string>, exists: (id: string) => boolean): ReadonlySet<string> {
  const kept = [...ids].filter(exists);
  return kept.length === ids.size ? ids : new Set(kept);
}
