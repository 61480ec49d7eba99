import { randomBytes } from 'node:crypto';
import { constants, copyFile, link, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import type { ModelFile } from '@latentgraph/runtime-core';
import { syncFolder } from '../files/atomic-file.ts';
import { makeFolder } from '../files/make-folder.ts';
import { systemProblem } from '../files/system-problem.ts';
import { IN_PLACE_FILE, type InPlace } from './in-place.ts';

/**
 * How a model's files come into the store. `keep`: checkpoints are linked where the file system can, all else is copied.
 * `move`: they are there alone afterwards. `in-place`: they stay, and the store knows where.
 */
export type Placement = 'keep' | 'move' | 'in-place';

/**
 * Puts files of a model into `directory/name`, which appears complete or not at all.
 *
 * @throws ProblemError for what the system refuses
 */
export async function placeModel(
  source: string,
  directory: string,
  name: string,
  files: readonly ModelFile[],
  placement: Placement,
): Promise<void> {
  // The leading dot keeps an unfinished copy out of the list of models.
  const temporary = join(directory, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await makeFolder(temporary);
    if (placement === 'in-place') await noteInPlace(temporary, source, files);
    else for (const { path } of files) await placeFile(join(source, path), join(temporary, path));
    await rename(temporary, join(directory, name));
    await syncFolder(directory);
    if (placement === 'move') for (const { path } of files) await rm(join(source, path));
  } catch (error) {
    throw new ProblemError(systemProblem(error, `Cannot add the model '${name}' in '${directory}'`));
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function noteInPlace(folder: string, directory: string, files: readonly ModelFile[]): Promise<void> {
  const note: InPlace = { directory, files: files.map(({ path }) => path) };
  await writeFile(join(folder, IN_PLACE_FILE), `${JSON.stringify(note, null, 2)}\n`);
}

async function placeFile(source: string, target: string): Promise<void> {
  await makeFolder(dirname(target));
  // Checkpoints are gigabytes that nothing writes to; what is small is a copy of its own.
  const linked = source.endsWith('.safetensors') && (await isLinked(source, target));
  if (linked) return;
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  await syncFile(target);
}

/** Whether the file has a second name now. Other disks, and some file systems, cannot give one. */
async function isLinked(source: string, target: string): Promise<boolean> {
  return link(source, target).then(
    () => true,
    () => false,
  );
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
