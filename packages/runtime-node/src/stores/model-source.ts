import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import { type ModelFiles, recogniseFile } from '@latentgraph/runtime-core';
import { systemProblem } from '../files/system-problem.ts';
import { directoryFiles, listedFiles } from './directory-files.ts';

/** What a person adds to the store. */
export interface ModelSource {
  readonly directory: string;
  readonly files: ModelFiles;
}

/** What of the tokenizers beside a checkpoint is read. */
const TOKENIZERS = ['tokenizer', 'tokenizer_2'].flatMap((folder) =>
  ['vocab.json', 'merges.txt', 'tokenizer_config.json', 'special_tokens_map.json'].map(
    (file) => `${folder}/${file}`,
  ),
);

/**
 * A folder with all its files, or a single checkpoint with nothing beside it.
 *
 * @throws ProblemError when it cannot be read, or is a file but no checkpoint
 */
export async function findModelSource(path: string): Promise<ModelSource> {
  try {
    // A link in a hub's cache leads to the file itself.
    const place = await realpath(path);
    if ((await stat(place)).isDirectory()) return { directory: place, files: directoryFiles(place) };
    const directory = dirname(place);
    const source = { directory, files: listedFiles(directory, [basename(place)]) };
    await requireCheckpoint(source);
    return source;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError(systemProblem(error, `Cannot read '${path}'`));
  }
}

/** The same checkpoint, with the tokenizers that lie beside it. */
export async function withTokenizers({ directory, files }: ModelSource): Promise<ModelSource> {
  const own = (await files.list()).map(({ path }) => path);
  return { directory, files: listedFiles(directory, [...own, ...TOKENIZERS]) };
}

/** @throws ProblemError for a file of another kind, or under another name than checkpoints have */
async function requireCheckpoint({ directory, files }: ModelSource): Promise<void> {
  const [file] = await files.list();
  const recognised = await recogniseFile(file!, files);
  if (!recognised.ok) throw new ProblemError(recognised.problems[0]!);
  if (file!.path.endsWith('.safetensors')) return;
  throw new ProblemError({
    code: 'checkpoint-file-name',
    message: `'${join(directory, file!.path)}' is a safetensors file under another name.`,
    remedy: 'Rename it so that it ends with .safetensors.',
  });
}
