import type { Frame, Note, WorkflowDocument } from '@latentgraph/graph-core';
import type { Node as FlowNode } from '@xyflow/react';
import type { Selection } from '../../document/selection.ts';
import type { Point } from '../point.ts';

export type FrameItem = FlowNode<{ readonly id: string; readonly frame: Frame }, 'frame'>;
export type NoteItem = FlowNode<{ readonly id: string; readonly note: Note }, 'note'>;

export const NOTE_SIZE = { width: 240, height: 120 };

/** Frames lie below zones, wires and nodes. React Flow lifts what is selected by `LIFT`: frames take that back. */
const FRAME_LAYER = -500;
const LIFT = 1000;

type ItemKind = 'node' | 'frame' | 'note';

/** What React Flow calls a frame or a note: ids of nodes hold no colon, so that none has the same. */
export function itemId(kind: 'frame' | 'note', id: string): string {
  return `${kind}:${id}`;
}

/** What an id of React Flow's stands for in the document. */
export function documentItem(flowId: string): { readonly kind: ItemKind; readonly id: string } {
  const [kind, id] = flowId.split(':');
  return id === undefined ? { kind: 'node', id: flowId } : { kind: kind as ItemKind, id };
}

/** Where the document has an item; undefined when it is gone. */
export function placeInDocument({ graphs: { main } }: WorkflowDocument, item: string): Point | undefined {
  const { kind, id } = documentItem(item);
  const items = { node: main.nodes, frame: main.frames, note: main.notes }[kind];
  return items?.[id]?.position;
}

/**
 * The frames and notes of a document as React Flow shows them. Items of the last time are kept where nothing about
 * them changed.
 */
export function frameItems(
  { graphs: { main } }: WorkflowDocument,
  selection: Selection,
  before: readonly FlowNode[],
): (FrameItem | NoteItem)[] {
  const { frames = {}, notes = {} } = main;
  const known = new Map(before.map((item) => [item.id, item]));
  return [
    ...Object.entries(frames).map(([id, frame]) =>
      frameItem(id, frame, selection.frames.has(id), known.get(itemId('frame', id))),
    ),
    ...Object.entries(notes).map(([id, note]) =>
      noteItem(id, note, selection.notes.has(id), known.get(itemId('note', id))),
    ),
  ];
}

function frameItem(id: string, frame: Frame, selected: boolean, last: FlowNode | undefined): FrameItem {
  if (last?.data.frame === frame && last.selected === selected && isAt(last, frame)) return last as FrameItem;
  const { position, size, title } = frame;
  return {
    ...last,
    ...{ id: itemId('frame', id), type: 'frame', data: { id, frame }, selected },
    ...{ position: { x: position.x, y: position.y }, width: size.width, height: size.height },
    ...{ zIndex: layerOf(frame) - (selected ? LIFT : 0), dragHandle: '.frame-handle' },
    ariaLabel: `Frame ${title}`,
    // Only the title and the corners take the pointer: what lies in a frame is reached through it.
    style: { pointerEvents: 'none' },
  };
}

/** Small frames lie on top of large ones. */
function layerOf({ size: { width, height } }: Frame): number {
  return FRAME_LAYER - Math.round(Math.log2(1 + width * height));
}

function noteItem(id: string, note: Note, selected: boolean, last: FlowNode | undefined): NoteItem {
  if (last?.data.note === note && last.selected === selected && isAt(last, note)) return last as NoteItem;
  const { width, height } = note.size ?? NOTE_SIZE;
  return {
    ...last,
    ...{ id: itemId('note', id), type: 'note', data: { id, note }, selected, width, height },
    position: { x: note.position.x, y: note.position.y },
    ariaLabel: 'Note',
  };
}

function isAt(item: FlowNode, { position }: Pick<Frame, 'position'>): boolean {
  return item.position.x === position.x && item.position.y === position.y;
}
