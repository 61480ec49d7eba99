import { randomBytes } from 'node:crypto';
import { lstat, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import { requireModelName } from '@latentgraph/runtime-core';
import { systemProblem } from '../files/system-problem.ts';
import { EMBEDDED_MODEL } from './disk-model-store.ts';

/**
 * Deletes a model's folder, also one that cannot be read. It is gone from the list at once, whole or not at all;
 * links in it are deleted, not followed.
 *
 * @throws ProblemError for an unfit or unknown name, for the embedded model, and for what the system refuses
 */
export async function removeModel(directory: string, name: string): Promise<void> {
  requireModelName(name);
  if (name === EMBEDDED_MODEL) throw embedded(name);
  const folder = join(directory, name);
  const isFolder = await lstat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) throw unknown(name);
  // The leading dot keeps what is half deleted out of the list of models.
  const doomed = join(directory, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await rename(folder, doomed);
    await rm(doomed, { recursive: true, force: true });
  } catch (error) {
    throw new ProblemError(systemProblem(error, `Cannot remove the model '${name}'`));
  }
}

function embedded(name: string): ProblemError {
  return new ProblemError({
    code: 'model-embedded',
    message: `The model '${name}' is a part of the program and cannot be removed.`,
    remedy: 'Remove another one.',
  });
}

function unknown(name: string): ProblemError {
  return new ProblemError({
    code: 'model-unknown',
    message: `There is no model '${name}' to remove.`,
    remedy: 'Look at the list of models.',
  });
}
