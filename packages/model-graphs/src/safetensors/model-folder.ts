import { decodeUtf8, failed, type Problem, problem, type Result } from '@latentgraph/graph-core';
import type { ByteSource } from './byte-source.ts';
import { quoted } from './file-problems.ts';
import { readSafetensors } from './read-safetensors.ts';
import type { StoredTensor, TensorTable } from './stored-tensor.ts';

/** A folder whose files are read in ranges. */
export interface FolderFiles {
  list(): Promise<readonly { readonly path: string; readonly sizeBytes: number }[]>;
  /** The bytes [from, to) of a file. */
  readBytes(path: string, from: number, to: number): Promise<Uint8Array>;
}

/** The components of a Diffusers folder that hold weights. */
const FOLDER_COMPONENTS = ['unet', 'vae', 'text_encoder', 'text_encoder_2'] as const;
type FolderComponent = (typeof FOLDER_COMPONENTS)[number];

/** An index of shards, or a config, is not longer than this. */
const MAX_JSON_BYTES = 8 * 1024 * 1024;

const SCHEDULER_CONFIG = 'scheduler/scheduler_config.json';

/** What a Diffusers folder holds, weights not read. */
export interface ModelFolder {
  readonly components: ReadonlyMap<FolderComponent, TensorTable>;
  /** The JSON of scheduler/scheduler_config.json; undefined where it is missing or none. */
  readonly schedulerConfig: unknown;
}

/**
 * The tensors of every component of a Diffusers folder, whole files or shards with an index. `variant` is the word
 * in the files' names (`fp16`); a component without that variant is taken plain.
 */
export async function readModelFolder(files: FolderFiles, variant = ''): Promise<Result<ModelFolder>> {
  const sizes = new Map((await files.list()).map(({ path, sizeBytes }) => [path, sizeBytes]));
  const components = new Map<FolderComponent, TensorTable>();
  for (const component of FOLDER_COMPONENTS) {
    const base = component === 'unet' || component === 'vae' ? 'diffusion_pytorch_model' : 'model';
    const words = variant === '' ? [''] : [`.${variant}`, ''];
    const whole = words.map((word) => `${component}/${base}${word}.safetensors`);
    const indexes = words.map((word) => `${component}/${base}.safetensors.index${word}.json`);
    // With the variant first, a whole file before shards.
    const path = words.flatMap((_, at) => [whole[at]!, indexes[at]!]).find((name) => sizes.has(name));
    if (path === undefined) continue;
    const read = path.endsWith('.json')
      ? await readShards(files, component, path, sizes)
      : await readFile(files, path, sizes);
    if (!read.ok) return read;
    components.set(component, read.tensors);
  }
  const configBytes = sizes.get(SCHEDULER_CONFIG);
  const schedulerConfig =
    configBytes === undefined ? undefined : await readJsonFile(files, SCHEDULER_CONFIG, configBytes);
  return { ok: true, warnings: [], components, schedulerConfig };
}

async function readFile(
  files: FolderFiles,
  path: string,
  sizes: ReadonlyMap<string, number>,
): Promise<Result<{ tensors: TensorTable }>> {
  const source: ByteSource = {
    sizeBytes: sizes.get(path)!,
    read: (from, to) => files.readBytes(path, from, to),
  };
  const read = await readSafetensors(source, path);
  return read.ok ? { ok: true, warnings: [], tensors: read.file.tensors } : read;
}

async function readShards(
  files: FolderFiles,
  component: FolderComponent,
  index: string,
  sizes: ReadonlyMap<string, number>,
): Promise<Result<{ tensors: TensorTable }>> {
  const json = await readJsonFile(files, index, sizes.get(index)!);
  const weightMap = (json as { weight_map?: unknown } | undefined)?.weight_map;
  if (typeof weightMap !== 'object' || weightMap === null) return failed([brokenIndex(index)]);
  const shards = new Map<string, TensorTable>();
  const tensors = new Map<string, StoredTensor>();
  for (const [name, shard] of Object.entries(weightMap)) {
    const path = `${component}/${shard}`;
    if (!sizes.has(path)) return failed([missingShard(index, String(shard))]);
    if (!shards.has(path)) {
      const read = await readFile(files, path, sizes);
      if (!read.ok) return read;
      shards.set(path, read.tensors);
    }
    const tensor = shards.get(path)!.get(name);
    if (tensor === undefined) return failed([missingInShard(index, name, path)]);
    tensors.set(name, tensor);
  }
  return { ok: true, warnings: [], tensors };
}

/** A JSON file of the folder; undefined where it is none, or too long. */
async function readJsonFile(files: FolderFiles, path: string, sizeBytes: number): Promise<unknown> {
  if (sizeBytes > MAX_JSON_BYTES) return undefined;
  try {
    const { text } = decodeUtf8(await files.readBytes(path, 0, sizeBytes));
    return text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function brokenIndex(index: string): Problem {
  return problem({
    code: 'checkpoint-index-broken',
    message: `${index} does not say in which files the tensors are.`,
    remedy: 'Download that file again.',
  });
}

function missingShard(index: string, shard: string): Problem {
  return problem({
    code: 'checkpoint-shard-missing',
    message: `${index} names the file ${quoted(shard)}, which is not beside it.`,
    remedy: 'Download all files of that folder.',
  });
}

function missingInShard(index: string, name: string, path: string): Problem {
  return problem({
    code: 'checkpoint-tensor-missing',
    message: `${index} says that the tensor ${quoted(name)} is in ${path}, which does not hold it.`,
    remedy: 'Download the files of that folder again: they are not of one model.',
  });
}
