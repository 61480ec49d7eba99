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
  type CheckpointDescription,
  describeCheckpoint,
  filesRead,
  isModelName,
  type ModelFiles,
  type ModelFolder,
  readModelFolder,
  requireModelName,
  type StoredModel,
  type StoredModels,
} from '@latentgraph/runtime-core';
import { sha256 } from '../files/sha256.ts';
import { systemProblem } from '../files/system-problem.ts';
import { type CheckedVariants, checkVariants, noModel } from './check-variants.ts';
import { directoryFiles, listedFiles } from './directory-files.ts';
import { FileHashes } from './file-hashes.ts';
import { readInPlace } from './in-place.ts';
import { findModelSource, type ModelSource, withTokenizers } from './model-source.ts';
import { type Placement, placeModel } from './place-model.ts';

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

/** A model of the store, looked at closely. */
export interface ModelGlance extends ModelSummary {
  /** Where its files are. */
  readonly directory: string;
  readonly checkpoint?: CheckpointDescription;
  /** sha256 of each file that holds weights of the checkpoint, by path. */
  readonly weightHashes: ReadonlyMap<string, string>;
}

export interface AddOptions {
  readonly placement?: Placement;
  /** Hears how far the files are read. */
  onHashing?(readBytes: number, totalBytes: number): void;
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
    const { directory, files } = await this.#locate(name);
    return { directory, folder: await readModelFolder(name, files) };
  }

  /**
   * Changes when a file of the model does; costs no reading.
   *
   * @throws ProblemError when there is no such model
   */
  async stamp(name: string): Promise<string> {
    // Its files are part of the program.
    if (name === EMBEDDED_MODEL) return EMBEDDED_MODEL;
    const files = await (await this.#locate(name)).files.list();
    return JSON.stringify(
      files.map(({ path, sizeBytes, modifiedMs }) => [path, sizeBytes, modifiedMs]).sort(),
    );
  }

  /** sha256 over the sorted paths and contents of the model's files. `onRead` hears of bytes that were not known yet. */
  async hash({ directory, folder }: DiskModel, onRead?: (bytes: number) => void): Promise<string> {
    const lines: string[] = [];
    for (const file of folder.files) {
      lines.push(`${file.path}\n${await this.#hashes.of(directory, file, onRead)}\n`);
    }
    await this.#hashes.save();
    return sha256(lines.join(''));
  }

  /** CLIP's merges.txt, which comes with the program. */
  clipMerges(): Promise<string> {
    return readFile(createRequire(import.meta.url).resolve('@latentgraph/clip-tokenizer/merges.txt'), 'utf8');
  }

  /**
   * Takes what is read of a model's folder, or a single checkpoint, into the store.
   *
   * @throws ProblemError when the name is taken or unfit, or no device can run what is there
   */
  async add(
    path: string,
    name: string,
    { placement = 'keep', onHashing }: AddOptions = {},
  ): Promise<AddedModel> {
    requireModelName(name);
    if (name === EMBEDDED_MODEL || (await isDirectory(join(this.#directory, name)))) throw nameTaken(name);
    const { source, folder, checked } = await this.#checkSource(path, name);
    const { usable, unusable } = checked;
    const [first] = usable;
    if (!first) throw new ProblemError(unusable[0]?.[0] ?? noModel(path, folder));
    const read = filesRead(
      folder,
      usable.map(({ model }) => model),
    );
    await placeModel(source.directory, this.#directory, name, read, placement);
    const stored = await this.open(name);
    let readBytes = 0;
    await this.hash(stored, (more) => {
      readBytes += more;
      onHashing?.(readBytes, stored.folder.sizeBytes);
    });
    const summary = await this.#summary(name);
    return {
      ...summary,
      problems: [...summary.problems, ...unusable.map(([found]) => leftOut(found!))],
      runs: { variant: first.model.variant, device: first.device },
    };
  }

  /**
   * Looks closely at one model.
   *
   * @throws ProblemError when there is no such model
   */
  async glance(name: string): Promise<ModelGlance> {
    const stored = await this.open(name);
    const { usable } = await checkVariants(stored.folder, this.#devices);
    const model = usable[0]?.model;
    const weightHashes = new Map<string, string>();
    if (model?.checkpoint) {
      const paths = new Set(Object.values(model.components).map(({ path }) => path));
      for (const file of stored.folder.files.filter(({ path }) => paths.has(path))) {
        weightHashes.set(file.path, await this.#hashes.of(stored.directory, file));
      }
    }
    return {
      ...(await this.#summary(name)),
      ...(model?.checkpoint && { checkpoint: describeCheckpoint(model.checkpoint.recognised) }),
      ...{ directory: stored.directory, weightHashes },
    };
  }

  /** Reads what is to be added. A checkpoint that CLIP's own vocabulary does not fit is taken with the tokenizer beside it. */
  async #checkSource(
    path: string,
    name: string,
  ): Promise<{ source: ModelSource; folder: ModelFolder; checked: CheckedVariants }> {
    const read = async (source: ModelSource) => {
      const folder = await readModelFolder(name, source.files).catch((error: unknown) => {
        throw error instanceof ProblemError
          ? error
          : new ProblemError(systemProblem(error, `Cannot read '${path}'`));
      });
      return { source, folder, checked: await checkVariants(folder, this.#devices) };
    };
    const alone = await read(await findModelSource(path));
    const lacksTokenizer = alone.checked.unusable
      .flat()
      .some(({ code }) => code === 'checkpoint-tokenizer-missing');
    return lacksTokenizer ? read(await withTokenizers(alone.source)) : alone;
  }

  async #names(): Promise<readonly string[]> {
    const entries = await readdir(this.#directory, { withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isDirectory() && isModelName(entry.name) && entry.name !== EMBEDDED_MODEL)
      .map((entry) => entry.name)
      .sort();
  }

  async #locate(name: string): Promise<{ directory: string; files: ModelFiles }> {
    requireModelName(name);
    const directory = name === EMBEDDED_MODEL ? embeddedDirectory() : join(this.#directory, name);
    if (name === EMBEDDED_MODEL || (await isDirectory(directory))) {
      const elsewhere = await readInPlace(directory);
      return elsewhere
        ? { directory: elsewhere.directory, files: listedFiles(elsewhere.directory, elsewhere.files) }
        : { directory, files: directoryFiles(directory) };
    }
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
      const { usable, unusable } = await checkVariants(folder, this.#devices);
      const [first] = usable;
      const recognised = first?.model.checkpoint?.recognised;
      const { family, precision } = recognised ? describeCheckpoint(recognised) : {};
      return {
        ...summary,
        ...(family !== undefined && { family }),
        ...(precision !== undefined && { precision }),
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

function leftOut({ message, ...rest }: Problem): Problem {
  return { ...rest, severity: 'warning', message: `${message} The files of this variant were not copied.` };
}
