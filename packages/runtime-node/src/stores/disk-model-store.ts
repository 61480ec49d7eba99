import { lstat, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  type ModelStore,
  type ModelSummary,
  type Problem,
  ProblemError,
  problem,
} from '@latentgraph/graph-core';
import {
  filesRead,
  fixedSizeWarning,
  isModelName,
  type ModelFolder,
  type ModelVariant,
  readModelFolder,
  readVariant,
  requireModelName,
  type StoredModel,
  type StoredModels,
  withoutComponents,
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

/** A model that was just added, and how it runs. */
export interface AddedModel extends ModelSummary {
  /** The first of its variants that runs here, and where. */
  readonly runs: { readonly variant: string; readonly device: string };
}

/** A choice of a model's files that runs on one of the devices. */
interface Usable {
  readonly model: ModelVariant;
  readonly device: string;
  readonly warnings: readonly Problem[];
}

/** The model that comes with the program, and those in a directory, each in a folder of its name. */
export class DiskModelStore implements ModelStore, StoredModels<DiskModel> {
  readonly #directory: string;
  readonly #hashes: FileHashes;
  readonly #devices: readonly string[];

  /** @param devices where models may run, the best first: they decide which operators will do */
  constructor(options: {
    readonly directory: string;
    readonly cacheDirectory: string;
    readonly devices: readonly string[];
  }) {
    this.#directory = options.directory;
    this.#hashes = new FileHashes(options.cacheDirectory);
    this.#devices = options.devices;
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

  /** CLIP's merges.txt, which comes with the program. */
  clipMerges(): Promise<string> {
    return readFile(createRequire(import.meta.url).resolve('@latentgraph/clip-tokenizer/merges.txt'), 'utf8');
  }

  /**
   * Copies what of a model's folder is read into the store.
   *
   * @throws ProblemError when the name is taken or unfit, or no device can run what the folder holds
   */
  async add(source: string, name: string): Promise<AddedModel> {
    requireModelName(name);
    if (name === EMBEDDED_MODEL || (await isDirectory(join(this.#directory, name)))) throw nameTaken(name);
    const folder = await readModelFolder(name, directoryFiles(source)).catch((error: unknown) => {
      throw error instanceof ProblemError
        ? error
        : new ProblemError(systemProblem(error, `Cannot read '${source}'`));
    });
    const { usable, unusable } = await this.#check(folder);
    const [first] = usable;
    if (!first) throw new ProblemError(unusable[0]?.[0] ?? noModel(source, folder));
    const models = usable.map(({ model }) => model);
    await copyModel(source, this.#directory, name, filesRead(folder, models));
    const summary = await this.#summary(name);
    return {
      ...summary,
      problems: [...summary.problems, ...unusable.map(([found]) => leftOut(found!))],
      runs: { variant: first.model.variant, device: first.device },
    };
  }

  /** What of a folder runs, each variant on the first device that it can, and the problems of each that cannot. */
  async #check(folder: ModelFolder): Promise<{
    readonly usable: readonly Usable[];
    readonly unusable: readonly (readonly Problem[])[];
  }> {
    const usable: Usable[] = [];
    const unusable: (readonly Problem[])[] = [];
    for (const variant of folder.variants) {
      const problems: (readonly Problem[])[] = [];
      for (const device of this.#devices) {
        const result = await readVariant(folder, variant, device);
        if (result.ok) {
          const fixed = fixedSizeWarning(folder.name, result.model.measures.fixed);
          usable.push({ ...result, device, warnings: [...result.warnings, ...(fixed ? [fixed] : [])] });
        }
        if (result.ok) break;
        problems.push(result.problems);
      }
      if (problems.length === this.#devices.length) unusable.push(problems[0]!);
    }
    return { usable, unusable };
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
      const { usable, unusable } = await this.#check(folder);
      const [first] = usable;
      return {
        ...summary,
        sizeBytes: folder.sizeBytes,
        hash: await this.hash(stored),
        variants: folder.variants,
        problems: first?.warnings ?? unusable[0] ?? [noModel(stored.directory, folder)],
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

function noModel(source: string, { files }: ModelFolder): Problem {
  const { found, remedy } = withoutComponents(files);
  return problem({
    code: 'model-folder-empty',
    message: `'${source}' holds no model: there is no unet/model.onnx or other component in it.${found}`,
    remedy,
  });
}

function leftOut({ message, ...rest }: Problem): Problem {
  return { ...rest, severity: 'warning', message: `${message} The files of this variant were not copied.` };
}
