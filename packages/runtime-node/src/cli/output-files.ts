import { randomBytes } from 'node:crypto';
import { access, constants, link, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import { cutToFileName, WORD_CHARACTERS } from '@latentgraph/nodes';
import { makeFolder } from '../files/make-folder.ts';
import { systemProblem } from '../files/system-problem.ts';

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/**
 * Makes sure before a run that its pictures can be saved afterwards.
 *
 * @throws ProblemError when the folder cannot be made or written to
 */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new ProblemError(systemProblem(error, `Cannot save pictures in '${folder}'`));
  }
}

/**
 * Saves a picture as `PREFIX-NNNN.EXT` with the next free number. Never overwrites, and leaves no torn
 * file behind: the name appears once all bytes are on the disk.
 *
 * @returns the file's path
 * @throws ProblemError when the disk is full or the folder cannot be written to
 */
export async function saveNumbered(
  folder: string,
  prefix: string,
  mediaType: string,
  bytes: Uint8Array,
): Promise<string> {
  const name = safePrefix(prefix);
  const extension = EXTENSIONS[mediaType] ?? 'bin';
  const temporary = join(folder, `.${name}-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeDurably(temporary, bytes);
    for (let number = await nextNumber(folder, name); ; number += 1) {
      const path = join(folder, `${name}-${String(number).padStart(4, '0')}.${extension}`);
      if (await claim(temporary, path)) return path;
    }
  } catch (error) {
    throw new ProblemError(systemProblem(error, `Cannot save a picture in '${folder}'`));
  } finally {
    await rm(temporary, { force: true });
  }
}

const HARMFUL = new RegExp(`[^${WORD_CHARACTERS}_ -]+`, 'gu');

/** Prefixes come from documents: only what is harmless in a file name stays. */
function safePrefix(prefix: string): string {
  const name = cutToFileName(prefix.replace(HARMFUL, '-').replace(/^[ -]+|[ -]+$/g, ''));
  return name === '' ? 'picture' : name;
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** One above the highest number in use, whatever the extension. */
async function nextNumber(folder: string, name: string): Promise<number> {
  let highest = 0;
  for (const file of await readdir(folder)) {
    if (!file.startsWith(`${name}-`)) continue;
    const number = /^(\d{4,9})\.\w+$/.exec(file.slice(name.length + 1))?.[1];
    if (number !== undefined) highest = Math.max(highest, Number(number));
  }
  return highest + 1;
}

/** Gives a finished file its name unless another run has just taken it. */
async function claim(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    return claimWithoutLinks(temporary, path);
  }
}

/** For file systems without hard links: an empty file reserves the name, then the finished one replaces it. */
async function claimWithoutLinks(temporary: string, path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await rename(temporary, path);
  return true;
}
