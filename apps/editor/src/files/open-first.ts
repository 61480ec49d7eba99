import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { newDocument } from '../document/new-document.ts';
import type { Notices } from '../ui/notices.ts';
import { fetchExamples, fetchWorkflow } from './examples.ts';
import type { Files } from './files.ts';
import { hearLastWords } from './hear-last-words.ts';
import { openLink } from './opening.ts';
import { holdsWorkflow } from './share/share-link.ts';
import type { WorkflowStore } from './storage/workflow-store.ts';
import type { Claims } from './tabs/claims.ts';
import type { TabNotes } from './tabs/tab-notes.ts';
import { readSession } from './tabs/tab-session.ts';

export interface OpenFirstOptions {
  readonly files: Files;
  readonly workflows: WorkflowStore;
  readonly claims: Claims;
  readonly notes: TabNotes;
  readonly notices: Notices;
}

/** A page that is loaded again may start before the old one has let go of its workflow. */
const RELOAD_MS = 600;

/** Opens what the address holds, else what this tab had open, else what was worked on last, else an example. */
export async function openFirst(options: OpenFirstOptions): Promise<void> {
  const { files, claims, notes, workflows, notices } = options;
  const held = await claims.held();
  const own = readSession()?.key;
  const crashed = notes.open().filter((key) => !held.has(key) && (claims.seesOthers || key === own));
  for (const key of crashed) notes.closed(key);
  await hearLastWords({ notes, workflows }, (key) => !held.has(key));

  if (holdsWorkflow(location.hash) && (await openLink({ files, notices }))) return;
  const opened =
    (await openSession(options)) ||
    (await openLast(options, crashed, held)) ||
    (await openNew(options, held));
  if (!opened) await files.open(newDocument());
  if (crashed.includes(files.store.getState().key)) {
    notices.tell('Latentgraph ended unexpectedly. Your work is back as it was, up to the last second.');
  }
}

async function openSession(options: OpenFirstOptions): Promise<boolean> {
  const { files, claims, notes, workflows, notices } = options;
  const session = readSession();
  if (!session) return false;
  const { key, unkept } = session;
  const isClaimed = await claims.claimWithin(key, RELOAD_MS);
  // The page that had it may have ended only now.
  if (isClaimed) await hearLastWords({ notes, workflows }, (ended) => ended === key);
  if (await workflows.read(key).catch(() => undefined)) {
    if (isClaimed) return files.openStored(key);
    // The browser duplicated a tab.
    if (!(await files.openCopyOf(key))) return false;
    notices.tell('The workflow is open in another tab, so this tab has a copy of it.');
    return true;
  }
  const parsed = unkept && parseWorkflow(unkept.text, builtinRegistry);
  if (!parsed?.ok) {
    claims.release(key);
    return false;
  }
  return files.open(parsed.document, {
    // What this tab knows of it, such as its view, is known by its key.
    ...(isClaimed && { key }),
    ...(unkept?.restricted && { from: unkept.restricted }),
  });
}

/** The workflow that was open in a crash, else the one that was opened last; none where another tab has that one. */
async function openLast(
  { files, workflows }: OpenFirstOptions,
  crashed: readonly string[],
  held: ReadonlySet<string>,
): Promise<boolean> {
  const stored = await workflows.list().catch(() => []);
  const [last] = stored
    .filter(({ deletedAt }) => deletedAt === null)
    .sort(
      (a, b) => Number(crashed.includes(b.key)) - Number(crashed.includes(a.key)) || b.openedAt - a.openedAt,
    );
  return last !== undefined && !held.has(last.key) && files.openStored(last.key);
}

/** A newcomer sees how a picture is painted from words; another tab of somebody at work starts empty. */
async function openNew({ files }: OpenFirstOptions, held: ReadonlySet<string>): Promise<boolean> {
  if (held.size > 0) return false;
  try {
    const examples = await fetchExamples();
    const example = examples.find(({ id }) => id === 'text-to-image') ?? examples[0];
    return example !== undefined && files.open(await fetchWorkflow(example));
  } catch {
    return false;
  }
}
