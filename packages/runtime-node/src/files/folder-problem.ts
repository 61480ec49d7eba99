import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import { makeFolder } from './make-folder.ts';
import { systemProblem } from './system-problem.ts';

const PROBE_BYTES = 64 * 1024;
/** What a folder refuses only for now. */
const SHORT_OF_ROOM = ['ENOSPC', 'EDQUOT'];

/** What the system says when a small file is written into a folder; undefined when it takes it. */
export function writingError(folder: string): NodeJS.ErrnoException | undefined {
  const path = join(folder, `.probe.${randomBytes(6).toString('hex')}.tmp`);
  try {
    writeFileSync(path, Buffer.alloc(PROBE_BYTES), { flag: 'wx' });
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  } finally {
    try {
      rmSync(path, { force: true });
    } catch {
      // A folder that takes no file has none to remove.
    }
  }
}

/**
 * Makes a folder that is to be worked in. One on a full disk will do: what is in it can be looked at and deleted.
 *
 * @throws ProblemError when it cannot be made, or lets nothing be written
 */
export async function prepareFolder(folder: string): Promise<void> {
  const doing = `Cannot keep anything in '${folder}'`;
  try {
    await makeFolder(folder);
  } catch (error) {
    throw new ProblemError(systemProblem(error, doing));
  }
  const error = writingError(folder);
  if (error && !SHORT_OF_ROOM.includes(error.code ?? '')) throw new ProblemError(systemProblem(error, doing));
}
