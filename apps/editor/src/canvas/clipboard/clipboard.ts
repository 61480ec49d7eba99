import {
  copyFragment,
  type Edit,
  type Fragment,
  parseFragment,
  parseWorkflow,
  pasteFragment,
  type Result,
  removeFrames,
  removeNodes,
  removeNotes,
  sequence,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { Selection } from '../../document/selection.ts';
import { NOTE_SIZE } from '../frames/frame-items.ts';
import { NODE_WIDTH } from '../node/node-geometry.ts';
import { middleOf, type Point } from '../point.ts';
import { boundsOf } from '../rects.ts';

/** What is selected as text: plain JSON that another tab, or a person, can read. Undefined where nothing is. */
export function selectionText(document: WorkflowDocument, selection: Selection): string | undefined {
  if (!holdsItems(selection)) return undefined;
  return JSON.stringify(copyFragment(document, itemsOf(selection)), null, 2);
}

/** Whether something is selected that can be copied: a wire alone cannot. */
export function holdsItems({ nodes, frames, notes }: Selection): boolean {
  return nodes.size + frames.size + notes.size > 0;
}

/** A selection as graph-core's edits take it. */
export function itemsOf({ nodes, frames, notes }: Selection) {
  return { nodes: [...nodes], frames: [...frames], notes: [...notes] };
}

/** Takes away what is selected, but for its wires alone: what was copied before. */
export function cutEdit(selection: Selection): Edit {
  const { nodes, frames, notes } = itemsOf(selection);
  return sequence('Cut', [
    ...(nodes.length > 0 ? [removeNodes(nodes)] : []),
    ...(frames.length > 0 ? [removeFrames(frames)] : []),
    ...(notes.length > 0 ? [removeNotes(notes)] : []),
  ]);
}

/** Whether a text says that it is for Latentgraph: any other is left to whoever knows it. */
export function isForUs(text: string): boolean {
  return /^\s*\{/.test(text) && /"format"\s*:\s*"latentgraph/.test(text);
}

export interface ReadClipboard {
  readonly fragment: Fragment;
  /** What the fragment is all of, where the text is a whole workflow: pictures may be inside. */
  readonly workflow?: WorkflowDocument;
}

/** What a text holds: a part of a graph that was copied, or a whole workflow as its file has it. */
export function readClipboard(text: string): Result<ReadClipboard> {
  if (/"format"\s*:\s*"latentgraph-fragment"/.test(text)) return parseFragment(text);
  const parsed = parseWorkflow(text, builtinRegistry);
  if (!parsed.ok) return parsed;
  const { nodes, frames = {}, notes = {} } = parsed.document.graphs.main;
  const all = { nodes: Object.keys(nodes), frames: Object.keys(frames), notes: Object.keys(notes) };
  const fragment = copyFragment(parsed.document, all);
  return { ok: true, warnings: parsed.warnings, fragment, workflow: parsed.document };
}

/** About what a node takes, in graph units, before it is drawn. */
const NODE_SIZE = { width: NODE_WIDTH, height: 200 };

/**
 * Puts a fragment down with its middle at a place.
 *
 * @param incoming whether the copies also get the wires that came from nodes outside
 */
export function pasteAt(fragment: Fragment, place: Point, incoming: boolean): Edit {
  const { nodes, frames, notes } = fragment;
  const boxes = [
    ...Object.values(nodes).map(({ position, size }) => ({ ...position, ...NODE_SIZE, ...size })),
    ...Object.values(frames).map(({ position, size }) => ({ ...position, ...size })),
    ...Object.values(notes).map(({ position, size = NOTE_SIZE }) => ({ ...position, ...size })),
  ];
  const middle = middleOf(boundsOf(boxes) ?? { ...place, width: 0, height: 0 });
  const offset = { x: Math.round(place.x - middle.x), y: Math.round(place.y - middle.y) };
  return pasteFragment(fragment, { registry: builtinRegistry, offset, incoming });
}
