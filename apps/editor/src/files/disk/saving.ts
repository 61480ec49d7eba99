import {
  type Asset,
  type Problem,
  problem,
  serializeWorkflow,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import type { Services } from '../../app/services.ts';
import type { Assets } from '../assets.ts';
import { assetsNamedIn, putInAssets } from '../document-assets.ts';
import { download, fileNameOf, hasChanged, mayWrite, pickPlace, writeFile } from './file-access.ts';

type Needed = Pick<Services, 'files' | 'assets' | 'editor' | 'notices' | 'views'>;

/** What is saved. Another workflow may be open by the time it is written. */
interface Saved {
  readonly key: string;
  readonly document: WorkflowDocument;
}

interface Place {
  readonly handle: FileSystemFileHandle;
  readonly embedsAssets: boolean;
  /** When the file was last read or written here; without it the file is written whatever is in it. */
  readonly modifiedAt?: number | undefined;
}

/** Writes the workflow to its file; asks for a place where it has none, and before it replaces what others wrote. */
export async function save(services: Needed): Promise<void> {
  const { file } = services.files.store.getState();
  if (!file?.handle) return saveAs(services);
  const { handle, embedsAssets, modifiedAt } = file;
  await writeTo(services, openOne(services), { handle, embedsAssets, modifiedAt });
}

/** Writes the workflow to its file, whatever is in it. */
export async function overwrite(services: Needed): Promise<void> {
  const { file } = services.files.store.getState();
  if (!file?.handle) return;
  await writeTo(services, openOne(services), { handle: file.handle, embedsAssets: file.embedsAssets });
}

/** Writes the workflow to a file that the person chooses, with its pictures inside or without. */
export async function saveAs(services: Needed, { embedAssets = false } = {}): Promise<void> {
  const { files, notices } = services;
  const saved = openOne(services);
  const name = fileNameOf(saved.document.name ?? 'workflow');
  const handle = await pickPlace(name);
  if (handle === undefined) return;
  if (handle !== 'download') return writeTo(services, saved, { handle, embedsAssets: embedAssets });
  const text = await fileText(services, saved.document, embedAssets);
  download(name, new Blob([text], { type: 'application/json' }));
  await files.savedTo(saved.key, { name, embedsAssets: embedAssets }, saved.document);
  notices.tell(`Saved as ${name} among your downloads.`);
}

function openOne({ editor, files }: Needed): Saved {
  return { key: files.store.getState().key, document: editor.document };
}

async function writeTo(services: Needed, { key, document }: Saved, place: Place): Promise<void> {
  const { files, notices } = services;
  const { handle, embedsAssets } = place;
  const { name } = handle;
  try {
    // Browsers tell nothing of a file, not even whether it was changed, before it may be used.
    if (!(await mayWrite(handle))) return notices.problems([notAllowed(name)]);
    if (place.modifiedAt !== undefined && (await hasChanged(handle, place.modifiedAt)))
      return tellOfChange(services, key, name);
    const modifiedAt = await writeFile(handle, await fileText(services, document, embedsAssets));
    await files.savedTo(key, { name, handle, modifiedAt, embedsAssets }, document);
    notices.tell(`Saved ${name}.`);
  } catch (error) {
    notices.problems([notWritten(name, error)]);
  }
}

/** The dialog saves what is open: where that is another workflow by now, there is nothing to choose. */
function tellOfChange({ files, notices, views }: Needed, key: string, name: string): void {
  if (files.store.getState().key === key) views.open({ kind: 'file-changed', name });
  else notices.problems([changedByOthers(name)]);
}

async function fileText(
  { assets, notices }: Needed,
  document: WorkflowDocument,
  embedsAssets: boolean,
): Promise<string> {
  if (!embedsAssets) return serializeWorkflow(document);
  const { here, missing } = await findAssets(assets, document);
  if (missing.length > 0) notices.problems([assetsMissing(missing.length)]);
  return serializeWorkflow(putInAssets(document, here));
}

export interface FoundAssets {
  readonly here: readonly Asset[];
  readonly missing: readonly string[];
}

/** Which of the assets that a document names this browser has. */
export async function findAssets(assets: Assets, document: WorkflowDocument): Promise<FoundAssets> {
  const named = assetsNamedIn(document);
  const found = await Promise.all(named.map((hash) => assets.get(hash)));
  return {
    here: found.filter((asset) => asset !== undefined),
    missing: named.filter((_, index) => found[index] === undefined),
  };
}

function notAllowed(name: string): Problem {
  return problem({
    code: 'file-not-allowed',
    message: `The browser was not allowed to write ${name}.`,
    remedy: 'Save again and allow it, or save under another name.',
  });
}

function changedByOthers(name: string): Problem {
  return problem({
    code: 'file-changed',
    message: `${name} was not saved: another program or tab has written it since it was opened or saved here.`,
    remedy: 'Open the workflow again among the recent ones, and save it again.',
  });
}

function notWritten(name: string, error: unknown): Problem {
  return problem({
    code: 'file-not-written',
    message: `${name} could not be written: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Look whether the folder still exists and has room, or save under another name.',
  });
}

function assetsMissing(count: number): Problem {
  return problem({
    code: 'assets-missing',
    severity: 'warning',
    message: `${count === 1 ? 'A picture' : `${count} pictures`} that this workflow uses ${count === 1 ? 'is' : 'are'} not in this browser, so the file goes without.`,
    remedy: 'Choose the missing pictures in their nodes, then export again.',
  });
}
