import { lstat, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type ModelStore, type ModelSummary, ProblemError, problem } from '@latentgraph/graph-core';
import {
  isModelName,
  type ModelFile,
  readModelFolder,
  readVariant,
  requireModelName,
  type StoredModel,
  type StoredModels,
} from '@latentgraph/runtime-core';
import { sha256 } from '../files/sha256.ts';
import { systemProblem } from '../files/system-problem.ts';
import { copyModel } from './copy-model.ts';
import { directoryFiles } from './directory-files.ts';
import { FileHashes } from './file-hashes.ts';

export const EMBEDDED_MODEL = 'tiny';

/** A model of the store, its folder read. */
export interface DiskModel extends StoredModel {
  readonly directory: string;
}

/** The model that comes with the program, and those in a directory, each in a folder of its name. */
export class DiskModelStore implements ModelStore, StoredModels<DiskModel> {
  readonly #directory: string;
  readonly #hashes: FileHashes;
  readonly #device: string;

  /** @param device decides which operators will do */
  constructor(options: {
    readonly directory: string;
    readonly cacheDirectory: string;
    readonly device: string;
  }) {
    this.#directory = options.directory;
    this.#hashes = new FileHashes(options.cacheDirectory);
    this.#device = options.device;
  }

  async list(): Promise<readonly ModelSummary[]> {
    const names = [EMBEDDED_MODEL, ...(await this.#names())];
    const summaries: ModelSummary[] = [];
    for (const name of names) summaries.push(await this.#summary(name));
    return summaries;
  }

  /** @throws ProblemError when there is no such model */
  async open(name: string): Promise<DiskModel> {
    const directory = await this.#locate(name);
    return { directory, folder: await readModelFolder(name, directoryFiles(directory)) };
  }

  /**
   * Changes when a file of the model does; costs no reading.
   *
   * @throws ProblemError when there is no such model
   */
  async stamp(name: string): Promise<string> {
    // Its files are part of the program.
    if (name === EMBEDDED_MODEL) return EMBEDDED_MODEL;
    const files = await directoryFiles(await this.#locate(name)).list();
    return JSON.stringify(
      files.map(({ path, sizeBytes, modifiedMs }) => [path, sizeBytes, modifiedMs]).sort(),
    );
  }

  /** sha256 over the sorted paths and contents of the model's files. */
  async hash({ directory, folder }: DiskModel): Promise<string> {
    const lines: string[] = [];
    for (const file of folder.files) {
      lines.push(`${file.path}\n${await this.#hashes.of(directory, file)}\n`);
    }
    await this.#hashes.save();
    return sha256(lines.join(''));
  }

  /**
   * Copies a model's folder into the store.
   *
   * @throws ProblemError when the name is taken or unfit, or the folder holds no usable model
   */
  async add(source: string, name: string): Promise<ModelSummary> {
    requireModelName(name);
    if (name === EMBEDDED_MODEL || (await isDirectory(join(this.#directory, name)))) throw nameTaken(name);
    const folder = await readModelFolder(name, directoryFiles(source)).catch((error: unknown) => {
      throw error instanceof ProblemError
        ? error
        : new ProblemError(systemProblem(error, `Cannot read '${source}'`));
    });
    if (folder.variants.length === 0) throw noModel(source);
    const [variant = ''] = folder.variants;
    const usable = await readVariant(folder, variant, 'cuda');
    if (!usable.ok) throw new ProblemError(usable.problems[0]!);
    await copyModel(source, this.#directory, name, folder.files.filter(isOfUse));
    return this.#summary(name);
  }

  async #names(): Promise<readonly string[]> {
    const entries = await readdir(this.#directory, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isDirectory() && isModelName(entry.name) && entry.name !== EMBEDDED_MODEL)
      .map((entry) => entry.name)
      .sort();
  }

  async #locate(name: string): Promise<string> {
    requireModelName(name);
    if (name === EMBEDDED_MODEL) return embeddedDirectory();
    const directory = join(this.#directory, name);
    if (await isDirectory(directory)) return directory;
    const names = [EMBEDDED_MODEL, ...(await this.#names())];
    throw new ProblemError({
      code: 'model-unknown',
      message: `There is no model '${name}'.`,
      remedy: `Known are ${names.map((known) => `'${known}'`).join(', ')}. \`latentgraph models add FOLDER --name ${name}\` adds one.`,
    });
  }

  async #summary(name: string): Promise<ModelSummary> {
    const summary = { name, embedded: name === EMBEDDED_MODEL, sizeBytes: 0, hash: '', variants: [] };
    try {
      const stored = await this.open(name);
      const { folder } = stored;
      const [variant = ''] = folder.variants;
      const checked = await readVariant(folder, variant, this.#device);
      return {
        ...summary,
        sizeBytes: folder.sizeBytes,
        hash: await this.hash(stored),
        variants: folder.variants,
        problems: checked.ok ? checked.warnings : checked.problems,
      };
    } catch (error) {
      const doing = `Cannot read the model '${name}'`;
      const found = error instanceof ProblemError ? error.problem : systemProblem(error, doing);
      return { ...summary, problems: [problem(found)] };
    }
  }
}

function embeddedDirectory(): string {
  const packageFile = createRequire(import.meta.url).resolve('@latentgraph/model-tiny/package.json');
  return join(dirname(packageFile), 'model');
}

const OTHER_WEIGHTS = /\.(ckpt|h5|msgpack|pt|pth|safetensors)$/;

/** Folders from a hub also hold the same weights for other programs, and version control. */
function isOfUse(file: ModelFile): boolean {
  return !OTHER_WEIGHTS.test(file.path) && !file.path.split('/').some((part) => part.startsWith('.'));
}

/** A symbolic link is none: it could lead anywhere. */
async function isDirectory(path: string): Promise<boolean> {
  return lstat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

function nameTaken(name: string): ProblemError {
  return new ProblemError({
    code: 'model-name-taken',
    message: `There is a model '${name}' already.`,
    remedy: 'Choose another name, or delete its folder first (`latentgraph doctor` shows where models are).',
  });
}

function noModel(source: string): ProblemError {
  return new ProblemError({
    code: 'model-folder-empty',
    message: `'${source}' holds no model: there is no unet/model.onnx or other component in it.`,
    remedy:
      'Name the folder that holds model_index.json, of a model exported to ONNX in the Diffusers layout.',
  });
}
