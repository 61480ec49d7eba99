import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it, where they are missing. Unlike `mkdir` with `recursive`, which tries forever in
 * file systems that take no folders (`/proc`), it fails there with the system's error.
 */
export async function makeFolder(path: string): Promise<void> {
  const folder = resolve(path);
  try {
    await makeOne(folder);
  } catch (error) {
    const isMissingParent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isMissingParent || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await makeOne(folder);
  }
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (!exists || !(await stat(folder)).isDirectory()) throw error;
  }
}
