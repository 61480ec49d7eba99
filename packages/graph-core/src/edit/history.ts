import type { Patch } from 'immer';
import type { WorkflowDocument } from '../document/schema.ts';
import { type EditOutcome, patchDocument } from './edit.ts';

/** What one undo takes back. */
export interface HistoryStep {
  readonly label: string;
  readonly patches: readonly Patch[];
  readonly inversePatches: readonly Patch[];
}

/** A document with what led to it and what was undone. Immutable: every function returns a new one. */
export interface History {
  readonly document: WorkflowDocument;
  /** Oldest first: undo takes the last. */
  readonly past: readonly HistoryStep[];
  /** Redo takes the last. */
  readonly future: readonly HistoryStep[];
  /** The most steps that `past` holds; the oldest is forgotten first. */
  readonly limit: number;
  /** The group that the last step still takes edits of, and when it took the latest. */
  readonly open: { readonly group: string; readonly at: number } | null;
}

export interface CommitOptions {
  /** When the edit was made, in milliseconds of any clock. */
  readonly at: number;
  /** Edits of one group that follow one another within `windowMs` are one step: a drag, a burst of typing. */
  readonly group?: string;
  readonly windowMs?: number;
  /** Changes the document without a step of its own; undo takes it back together with the step before it. */
  readonly transient?: boolean;
}

const DEFAULT_LIMIT = 200;
const DEFAULT_WINDOW_MS = 1000;

export function createHistory(document: WorkflowDocument, limit: number = DEFAULT_LIMIT): History {
  return { document, past: [], future: [], limit, open: null };
}

/**
 * Takes the outcome of an edit of `history.document` as the present document. An edit that changed nothing adds no
 * step and leaves what was undone; any other clears it. A group of edits that ends where it began leaves no step.
 */
export function commit(history: History, outcome: EditOutcome, options: CommitOptions): History {
  if (outcome.patches.length === 0) return history;
  const { at, group, windowMs = DEFAULT_WINDOW_MS, transient = false } = options;
  const { open, past, limit } = history;
  const last = past.at(-1);
  const base = { ...history, document: outcome.document, future: [] };
  if (transient) return last ? { ...base, past: past.with(-1, merge(last, outcome)) } : base;

  const continues = last !== undefined && open !== null && open.group === group && at - open.at <= windowMs;
  const nowOpen = group === undefined ? null : { group, at };
  const { label, patches, inversePatches } = outcome;
  if (!continues) {
    return { ...base, past: [...past, { label, patches, inversePatches }].slice(-limit), open: nowOpen };
  }
  const merged = { ...merge(last, outcome), label };
  if (leadsNowhere(merged)) return { ...base, past: past.slice(0, -1), open: null };
  return { ...base, past: past.with(-1, merged), open: nowOpen };
}

/** Back to before the last step; the same history where there is none. */
export function undo(history: History): History {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return {
    ...history,
    document: patchDocument(history.document, step.inversePatches),
    past: history.past.slice(0, -1),
    future: [...history.future, step],
    open: null,
  };
}

/** Does again what was undone last; the same history where nothing was. */
export function redo(history: History): History {
  const step = history.future.at(-1);
  if (step === undefined) return history;
  return {
    ...history,
    document: patchDocument(history.document, step.patches),
    past: [...history.past, step],
    future: history.future.slice(0, -1),
    open: null,
  };
}

export function canUndo(history: History): boolean {
  return history.past.length > 0;
}

export function canRedo(history: History): boolean {
  return history.future.length > 0;
}

/** What undo would take back, in words. */
export function undoLabel(history: History): string | undefined {
  return history.past.at(-1)?.label;
}

/** What redo would do again, in words. */
export function redoLabel(history: History): string | undefined {
  return history.future.at(-1)?.label;
}

/** Whether a step gives every place the value that it had, as a drag there and back does: undoing it would show nothing. */
function leadsNowhere({ patches, inversePatches }: HistoryStep): boolean {
  const before = new Map(
    inversePatches.map(({ path, value }) => [JSON.stringify(path), JSON.stringify(value)]),
  );
  return (
    patches.length === before.size &&
    patches.every(({ op, path, value }) => {
      return op === 'replace' && before.get(JSON.stringify(path)) === JSON.stringify(value);
    })
  );
}

function merge(earlier: HistoryStep, later: EditOutcome): HistoryStep {
  return (
    mergeSamePlaces(earlier, later) ?? {
      label: earlier.label,
      patches: [...earlier.patches, ...later.patches],
      inversePatches: [...later.inversePatches, ...earlier.inversePatches],
    }
  );
}

/**
 * Edits that set the same places again and again need only the first way back and the last values: otherwise a drag
 * of a minute would leave thousands of patches. Undefined where the two do not match place for place.
 */
function mergeSamePlaces(earlier: HistoryStep, later: EditOutcome): HistoryStep | undefined {
  if (earlier.patches.length !== later.patches.length) return undefined;
  const values = new Map<string, Patch>();
  for (const patch of later.patches) {
    if (patch.op !== 'replace') return undefined;
    values.set(JSON.stringify(patch.path), patch);
  }
  const patches: Patch[] = [];
  for (const patch of earlier.patches) {
    const key = JSON.stringify(patch.path);
    const latest = values.get(key);
    if (latest === undefined) return undefined;
    values.delete(key);
    patches.push({ ...patch, value: latest.value });
  }
  return { label: earlier.label, patches, inversePatches: earlier.inversePatches };
}
