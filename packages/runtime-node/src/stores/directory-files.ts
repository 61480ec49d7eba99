import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import { type ModelFile, type ModelFiles, textOf } from '@latentgraph/runtime-core';

/** No model folder in use has nearly as many; a wrongly chosen folder such as `/` does. */
const MAX_FILES = 10_000;

/**
 * A directory as a model folder.
 *
 * @throws ProblemError from `list` for a folder with symbolic links (they could lead anywhere) or far too many files
 */
export function directoryFiles(directory: string): ModelFiles {
  return filesOf(directory, () => listFiles(directory));
}

/** Some files of a directory as a model folder; those that are not there are left out. */
export function listedFiles(directory: string, paths: readonly string[]): ModelFiles {
  return filesOf(directory, async () =>
    (await Promise.all(paths.map((path) => fileAt(directory, path).catch(() => [])))).flat(),
  );
}

function filesOf(directory: string, list: ModelFiles['list']): ModelFiles {
  return {
    list,
    async readText(path) {
      const file = join(directory, path);
      return textOf(await readFile(file), file);
    },
    async readBytes(path, from, to) {
      const file = await open(join(directory, path));
      try {
        const bytes = Buffer.alloc(to - from);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
        return bytes.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
  };
}

async function listFiles(directory: string): Promise<readonly ModelFile[]> {
  const paths: string[] = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of await readdir(join(directory, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isSymbolicLink()) throw symbolicLink(directory, path);
      if (entry.isDirectory()) pending.push(path);
      else if (entry.isFile()) paths.push(path);
      if (paths.length > MAX_FILES) throw tooManyFiles(directory);
    }
  }
  return Promise.all(paths.map((path) => fileAt(directory, path)));
}

async function fileAt(directory: string, path: string): Promise<ModelFile> {
  const { size: sizeBytes, mtimeMs: modifiedMs } = await stat(join(directory, path));
  return { path, sizeBytes, modifiedMs };
}

function symbolicLink(directory: string, path: string): ProblemError {
  return new ProblemError({
    code: 'model-symbolic-link',
    message: `'${path}' in ${directory} is a symbolic link; model folders may only hold files.`,
    remedy: 'Copy the file itself there (for a Hugging Face cache: cp -rL FOLDER COPY, then add the copy).',
  });
}

function tooManyFiles(directory: string): ProblemError {
  return new ProblemError({
    code: 'model-folder-too-large',
    message: `${directory} holds more than ${MAX_FILES} files: it is not the folder of one model.`,
    remedy: 'Name the folder that holds model_index.json.',
  });
}
