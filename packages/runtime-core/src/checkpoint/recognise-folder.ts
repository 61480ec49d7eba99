import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';
import {
  type ByteSource,
  type RecognisedModel,
  readSafetensors,
  recognise,
  recogniseFolder,
} from '@latentgraph/model-graphs';
import type { ModelFile, ModelFiles } from '../model-folder/model-files.ts';
import { checkpointLayout, singleFiles } from './checkpoint-files.ts';

/** A checkpoint that was recognised as one. */
export type Recognised = RecognisedModel;

interface Folder {
  readonly name: string;
  readonly source: ModelFiles;
  readonly files: readonly ModelFile[];
}

/** Reads what the checkpoint in a folder is, from headers alone. `variant` is one of `checkpointVariants`. */
export async function recogniseCheckpoint(
  { name, source, files }: Folder,
  variant: string,
): Promise<Result<{ model: Recognised }>> {
  const found = checkpointLayout(files);
  if (found?.layout !== 'file') return recogniseFolder(source, name, variant);
  const all = singleFiles(files);
  if (all.length > 1) return failed([severalFiles(name, all)]);
  return recogniseFile(found.file, source);
}

/** Reads what one file is, whatever its name; a file that is no model is a problem that says what it is. */
export async function recogniseFile(
  { path, sizeBytes }: Pick<ModelFile, 'path' | 'sizeBytes'>,
  files: ModelFiles,
): Promise<Result<{ model: Recognised }>> {
  const source: ByteSource = { sizeBytes, read: (from, to) => files.readBytes(path, from, to) };
  const read = await readSafetensors(source, path);
  if (!read.ok) return read;
  const result = await recognise(read.file, source);
  if (!result.ok) return result;
  const { recognition } = result;
  if (recognition.kind === 'model') return { ...result, model: recognition.model };
  return failed([otherKind(path, recognition.other.title)]);
}

function otherKind(path: string, title: string): Problem {
  return problem({
    code: 'checkpoint-kind-unsupported',
    message: `${path} is ${title}, which cannot be run as a model.`,
    remedy: 'Choose a Stable Diffusion 1, 2 or XL checkpoint.',
  });
}

function severalFiles(name: string, files: readonly ModelFile[]): Problem {
  const paths = files.map(({ path }) => `'${path}'`);
  return problem({
    code: 'checkpoint-several-files',
    message: `Model '${name}' holds several checkpoints: ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ' …' : ''}.`,
    remedy: 'Add each file as a model of its own: `latentgraph models add FILE`.',
  });
}
