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
import type { DiskFile } from '../storage/stored-workflow.ts';
import { download, fileNameOf, hasChanged, mayWrite, pickPlace, writeFile } from './file-access.ts';

type Needed = Pick<Services, 'files' | 'assets' | 'editor' | 'notices' | 'views'>;

/** Writes the workflow to its file; asks for a place where it has none, and before it replaces what others wrote. */
export async function save(services: Needed): Promise<void> {
  const { file } = services.files.store.getState();
  if (!file?.handle) return saveAs(services);
  if (await hasChanged(file)) return services.views.open({ kind: 'file-changed', name: file.name });
  await overwrite(services);
}

/** Writes the workflow to its file, whatever is in it. */
export async function overwrite(services: Needed): Promise<void> {
  const { file } = services.files.store.getState();
  if (file?.handle) await writeTo(services, file.handle, file.embedsAssets);
}

/** Writes the workflow to a file that the person chooses, with its pictures inside or without. */
export async function saveAs(services: Needed, { embedAssets = false } = {}): Promise<void> {
  const { editor, files, notices } = services;
  const name = fileNameOf(editor.document.name ?? 'workflow');
  const place = await pickPlace(name);
  if (place === undefined) return;
  if (place !== 'download') return writeTo(services, place, embedAssets);
  const { document } = editor;
  const text = await fileText(services, document, embedAssets);
  download(name, new Blob([text], { type: 'application/json' }));
  await files.savedTo({ name, embedsAssets: embedAssets }, document);
  notices.tell(`Saved as ${name} among your downloads.`);
}

async function writeTo(services: Needed, handle: FileSystemFileHandle, embedsAssets: boolean): Promise<void> {
  const { editor, files, notices } = services;
  const { document } = editor;
  const { name } = handle;
  if (!(await mayWrite(handle))) return notices.problems([notAllowed(name)]);
  try {
    const modifiedAt = await writeFile(handle, await fileText(services, document, embedsAssets));
    const file: DiskFile = { name, handle, modifiedAt, embedsAssets };
    await files.savedTo(file, document);
    notices.tell(`Saved ${name}.`);
  } catch (error) {
    notices.problems([notWritten(name, error)]);
  }
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
