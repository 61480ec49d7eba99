import { randomBytes } from 'node:crypto';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import type { ModelFile } from '@latentgraph/runtime-core';
import { syncFolder } from '../files/atomic-file.ts';
import { makeFolder } from '../files/make-folder.ts';
import { systemProblem } from '../files/system-problem.ts';

/**
 * Copies files of a model into `directory/name`, which appears complete or not at all.
 *
 * @throws ProblemError for what the system refuses
 */
export async function copyModel(
  source: string,
  directory: string,
  name: string,
  files: readonly ModelFile[],
): Promise<void> {
  // The leading dot keeps an unfinished copy out of the list of models.
  const temporary = join(directory, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await makeFolder(temporary);
    for (const { path } of files) {
      const target = join(temporary, path);
      await makeFolder(dirname(target));
      await copyFile(join(source, path), target);
      await syncFile(target);
    }
    await rename(temporary, join(directory, name));
    await syncFolder(directory);
  } catch (error) {
    throw new ProblemError(systemProblem(error, `Cannot add the model '${name}' in '${directory}'`));
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
