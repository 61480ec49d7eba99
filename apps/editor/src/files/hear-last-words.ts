import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describeDocument, newStoredWorkflow, type StoredWorkflow } from './storage/stored-workflow.ts';
import type { WorkflowStore } from './storage/workflow-store.ts';
import type { LastWords, TabNotes } from './tabs/tab-notes.ts';

export interface LastWordsPlaces {
  readonly notes: TabNotes;
  readonly workflows: WorkflowStore;
}

/**
 * Keeps what tabs wrote down while they ended, where it is newer than what they had kept.
 *
 * @param isOver whether the tab that had the workflow of this key has let go of it: until then it may still keep it itself
 */
export async function hearLastWords(
  { notes, workflows }: LastWordsPlaces,
  isOver: (key: string) => boolean,
): Promise<void> {
  for (const words of notes.words()) {
    if (!isOver(words.key)) continue;
    // Where the database fails the words stay for another time.
    if (await keepWords(words, workflows).catch(() => false)) notes.forgetWords(words.key);
  }
}

async function keepWords(
  { key, at, text, restricted }: LastWords,
  workflows: WorkflowStore,
): Promise<boolean> {
  const stored = (await workflows.read(key))?.workflow;
  const parsed = parseWorkflow(text, builtinRegistry);
  // What was kept in the same millisecond was kept before, or says the same.
  if (!parsed.ok || (stored && stored.changedAt > at)) return true;
  const before: StoredWorkflow = stored ?? { ...newStoredWorkflow(parsed.document), key };
  const written = await workflows.write(
    { ...before, ...describeDocument(parsed.document), changedAt: at, restricted },
    text,
  );
  return written.kind === 'written';
}
