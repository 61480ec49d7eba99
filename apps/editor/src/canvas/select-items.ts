import type { NodeChange } from '@xyflow/react';
import type { Selection } from '../document/selection.ts';
import type { CanvasItem } from './flow-items.ts';
import { documentItem, itemId } from './frames/frame-items.ts';

const NONE: ReadonlySet<string> = new Set();

/** The selection after React Flow's changes; undefined where none of them is about selection. */
export function selectionAfter(
  selection: Selection,
  changes: readonly NodeChange<CanvasItem>[],
): Selection | undefined {
  const selects = changes.filter((change) => change.type === 'select');
  if (selects.length === 0) return undefined;
  const sets = {
    node: new Set(selection.nodes),
    frame: new Set(selection.frames),
    note: new Set(selection.notes),
  };
  for (const change of selects) {
    const { kind, id } = documentItem(change.id);
    if (change.selected) sets[kind].add(id);
    else sets[kind].delete(id);
  }
  return { nodes: sets.node, frames: sets.frame, notes: sets.note, wires: selection.wires };
}

/** What is selected by the ids that React Flow knows, but for wires. */
export function selectedItems({ nodes, frames, notes }: Selection): readonly string[] {
  return [
    ...nodes,
    ...[...frames].map((id) => itemId('frame', id)),
    ...[...notes].map((id) => itemId('note', id)),
  ];
}

/** Only this item is selected. */
export function onlyItem(item: string): Selection {
  const { kind, id } = documentItem(item);
  const only = new Set([id]);
  return {
    nodes: kind === 'node' ? only : NONE,
    frames: kind === 'frame' ? only : NONE,
    notes: kind === 'note' ? only : NONE,
    wires: NONE,
  };
}

/** Both selections together. */
export function joined(one: Selection, other: Selection): Selection {
  const both = (name: keyof Selection) => new Set([...one[name], ...other[name]]);
  return { nodes: both('nodes'), wires: both('wires'), frames: both('frames'), notes: both('notes') };
}
