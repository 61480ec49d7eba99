import { addFrame, addNote, type Edit } from '@latentgraph/graph-core';
import { SquareDashed, StickyNote } from 'lucide-react';
import type { Services } from '../../app/services.ts';
import type { Command } from '../../commands/command.ts';
import type { Point, Rect } from '../point.ts';
import { boundsOf, grow } from '../rects.ts';
import { selectedItems } from '../select-items.ts';
import { NOTE_SIZE } from './frame-items.ts';

const FRAME_PADDING = 32;
/** More room above: the frame's title, and the marks that nodes have over their upper edge. */
const FRAME_TITLE = 40;
const EMPTY_FRAME = { width: 480, height: 320 };

export const frameCommands: readonly Command[] = [
  {
    id: 'arrange.frame',
    title: 'Frame the selection',
    section: 'Arrange',
    icon: SquareDashed,
    shortcuts: ['$mod+g'],
    keywords: 'group section box comment',
    run: (services) => addToCanvas(services, frameAround(selectedBoxes(services)) ?? emptyFrame),
  },
  {
    id: 'arrange.note',
    title: 'Write a note',
    section: 'Arrange',
    icon: StickyNote,
    shortcuts: ['n'],
    keywords: 'comment text sticky',
    run: (services) =>
      addToCanvas(services, (at) => addNote({ text: '', position: around(at, NOTE_SIZE), size: NOTE_SIZE })),
  },
];

/** A frame around boxes; undefined where there are none. */
export function frameAround(boxes: readonly Rect[]): (() => Edit) | undefined {
  const bounds = boundsOf(boxes);
  if (!bounds) return undefined;
  const { x, y, width, height } = grow(bounds, FRAME_PADDING);
  return () =>
    addFrame({
      title: '',
      position: { x, y: y - FRAME_TITLE },
      size: { width, height: height + FRAME_TITLE },
    });
}

function emptyFrame(at: Point): Edit {
  return addFrame({ title: '', position: around(at, EMPTY_FRAME), size: EMPTY_FRAME });
}

/** Adds what `make` makes for where the pointer is, else for the middle of the view, and selects it to be written. */
function addToCanvas({ editor, canvas: { actions } }: Services, make: (at: Point) => Edit): void {
  const pointer = actions?.pointer();
  const at = pointer ? actions?.toGraph(pointer) : actions?.center();
  editor.apply(make(at ?? { x: 0, y: 0 }), { selectCreated: true });
}

function around({ x, y }: Point, { width, height }: { readonly width: number; readonly height: number }) {
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
}

function selectedBoxes({ editor, canvas }: Services): readonly Rect[] {
  const ids = selectedItems(editor.store.getState().selection);
  return ids.map((id) => canvas.actions?.boxOf(id)).filter((box) => box !== undefined);
}
