import type { z } from 'zod';
import { type Frame, frameSchema, type Note, noteSchema, type WorkflowDocument } from '../document/schema.ts';
import { failed, type Problem, problem } from '../problem.ts';
import { applyEdit, type Edit } from './edit.ts';
import { idSource } from './fresh-id.ts';
import { mainGraph } from './lookup.ts';
import { isSameData, valueProblems } from './values.ts';

/** What stands in the background of a graph and takes no part in runs. */
interface Kind {
  readonly key: 'frames' | 'notes';
  readonly noun: 'frame' | 'note';
  readonly schema: z.ZodType;
}

const frames: Kind = { key: 'frames', noun: 'frame', schema: frameSchema };
const notes: Kind = { key: 'notes', noun: 'note', schema: noteSchema };

/** Changes of single keys; undefined takes an optional one out. */
type Changes<Item> = { readonly [Key in keyof Item]?: Item[Key] | undefined };

export function addFrame(frame: Pick<Frame, 'title' | 'position' | 'size' | 'color'>): Edit {
  return addItem(frames, frame);
}

export function changeFrame(
  id: string,
  changes: Changes<Pick<Frame, 'title' | 'position' | 'size' | 'color'>>,
): Edit {
  return changeItem(frames, id, changes);
}

/** Removes frames; what stands in them stays. */
export function removeFrames(ids: readonly string[]): Edit {
  return removeItems(frames, ids);
}

export function addNote(note: Pick<Note, 'text' | 'position' | 'size' | 'color'>): Edit {
  return addItem(notes, note);
}

export function changeNote(
  id: string,
  changes: Changes<Pick<Note, 'text' | 'position' | 'size' | 'color'>>,
): Edit {
  return changeItem(notes, id, changes);
}

export function removeNotes(ids: readonly string[]): Edit {
  return removeItems(notes, ids);
}

type Items = Record<string, Record<string, unknown>>;

function itemsOf(document: WorkflowDocument, { key }: Kind): Items {
  return (mainGraph(document)[key] ?? {}) as Items;
}

function addItem(kind: Kind, item: object): Edit {
  return (document) => {
    const items = itemsOf(document, kind);
    const id = idSource((taken) => Object.hasOwn(items, taken))(kind.noun);
    const problems = valueProblems(kind.schema, item, ['graphs', 'main', kind.key, id]);
    if (problems.length > 0) return failed(problems);
    const add = (draft: WorkflowDocument) => {
      mainGraph(draft)[kind.key] ??= {};
      itemsOf(draft, kind)[id] = { ...item };
    };
    return applyEdit(document, `Add ${kind.noun}`, add, [id]);
  };
}

function changeItem(kind: Kind, id: string, changes: Readonly<Record<string, unknown>>): Edit {
  return (document) => {
    const items = itemsOf(document, kind);
    if (!Object.hasOwn(items, id)) return failed([unknownItem(kind, id)]);
    const problems = valueProblems(kind.schema, { ...items[id], ...changes }, [
      'graphs',
      'main',
      kind.key,
      id,
    ]);
    if (problems.length > 0) return failed(problems);
    return applyEdit(document, `Change ${kind.noun}`, (draft) => {
      for (const [key, value] of Object.entries(changes)) {
        if (isSameData(items[id]![key], value)) continue;
        if (value === undefined) delete itemsOf(draft, kind)[id]![key];
        else itemsOf(draft, kind)[id]![key] = value;
      }
    });
  };
}

function removeItems(kind: Kind, ids: readonly string[]): Edit {
  return (document) => {
    const missing = ids.filter((id) => !Object.hasOwn(itemsOf(document, kind), id));
    if (missing.length > 0) return failed(missing.map((id) => unknownItem(kind, id)));
    const label = ids.length === 1 ? `Remove ${kind.noun}` : `Remove ${ids.length} ${kind.key}`;
    return applyEdit(document, label, (draft) => {
      for (const id of ids) delete itemsOf(draft, kind)[id];
    });
  };
}

function unknownItem({ key, noun }: Kind, id: string): Problem {
  return problem({
    code: `unknown-${noun}`,
    message: `There is no ${noun} '${id}'.`,
    remedy: `Choose one of the workflow's ${key}.`,
    path: `graphs.main.${key}.${id}`,
  });
}
