import { type CancelSignal, type ModelStore, type ModelSummary, ProblemError } from '@latentgraph/graph-core';
import {
  type ModelFiles,
  parseJson,
  readModelFolder,
  requireModelName,
  type StoredModel,
  type StoredModels,
  textOf,
  variantsOf,
} from '@latentgraph/runtime-core';
import { sha256 } from '../sha256.ts';
import { alone } from '../vault/locks.ts';
import type { Vault } from '../vault/vault.ts';
import { checkpointElsewhere } from './checkpoint-elsewhere.ts';
import { fetchFile, removeFile, wholeFile } from './fetch-file.ts';
import { type ListedFile, type ListedModel, modelListSchema } from './model-list.ts';

/** How far a file of a model has come over the network. */
export interface Fetching {
  readonly model: string;
  /** `unet/model.onnx` */
  readonly path: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** Who wants files now. */
export interface Waiter {
  readonly signal: CancelSignal;
  onFetching(fetching: Fetching): void;
}

export interface SiteModel extends StoredModel {
  readonly listed: ListedModel;
  /** The bytes [from, to) of one of its files, by default all; the file is fetched if it is not here. */
  read(path: string, from?: number, to?: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A model of the site, and how much of it this browser keeps. */
export interface SiteModelSummary extends ModelSummary {
  readonly storedBytes: number;
}

export interface SiteModelStoreOptions {
  readonly vault: Vault;
  /** Address of the site's `models.json`. */
  readonly listUrl: string;
  waiter(): Waiter;
}

/** The models that a site offers. Each file is fetched when it is first needed, and kept. */
export class SiteModelStore implements ModelStore, StoredModels<SiteModel> {
  readonly #options: SiteModelStoreOptions;
  #listed: Promise<readonly ListedModel[]> | undefined;

  constructor(options: SiteModelStoreOptions) {
    this.#options = options;
  }

  async list(): Promise<readonly SiteModelSummary[]> {
    return Promise.all((await this.#models()).map((model) => this.#summary(model)));
  }

  async stamp(name: string): Promise<string> {
    return JSON.stringify(await this.#find(name));
  }

  async open(name: string): Promise<SiteModel> {
    const listed = await this.#find(name);
    const read: SiteModel['read'] = (path, from, to) => this.#read(listed, path, from, to);
    return { listed, read, folder: await readModelFolder(name, siteFiles(listed, read)) };
  }

  async hash({ listed, read }: SiteModel): Promise<string> {
    for (const file of listed.files) if (file.sha256 === undefined) await read(file.path);
    return contentHash(listed, (await this.#knownHashes(listed))!);
  }

  async clipMerges(): Promise<string> {
    throw checkpointElsewhere('of this site');
  }

  /** Deletes what is kept of a model; it stays on the list, and is fetched again when it is needed. */
  async remove(name: string): Promise<void> {
    requireModelName(name);
    await this.#options.vault.remove(folderOf(name)).catch((error: unknown) => {
      throw isBeingWritten(error) ? modelInUse(name) : error;
    });
  }

  async #read(model: ListedModel, path: string, from = 0, to?: number): Promise<Uint8Array<ArrayBuffer>> {
    const { vault } = this.#options;
    const file = model.files.find((candidate) => candidate.path === path);
    if (!file) throw new Error(`Model '${model.name}' lists no file ${path}.`);
    await this.#fetch(model, file);
    const end = Math.min(to ?? file.sizeBytes, file.sizeBytes);
    const bytes = await vault.read(pathOf(model, file), from, end);
    if (bytes?.length === end - from) return bytes;
    // Somebody cleared the storage in between.
    await removeFile(vault, pathOf(model, file));
    throw new ProblemError({
      code: 'model-changed',
      message: `The files of model '${model.name}' changed while they were in use.`,
      remedy: 'Run the workflow again.',
    });
  }

  /** Makes a file lie here whole; over all tabs of the site only one fetches it. */
  async #fetch(model: ListedModel, file: ListedFile): Promise<void> {
    const { vault, listUrl, waiter } = this.#options;
    const { path, sizeBytes: totalBytes } = file;
    const stored = pathOf(model, file);
    if ((await wholeFile(vault, stored, totalBytes)) !== undefined) return;
    const { signal, onFetching } = waiter();
    const request = {
      ...{ signal, path: stored, sizeBytes: totalBytes, sha256: file.sha256 },
      url: new URL(path, new URL(model.url, listUrl)).href,
      label: `${path} of model '${model.name}'`,
      onProgress(loadedBytes: number) {
        if (totalBytes >= TOLD_FROM_BYTES) onFetching({ model: model.name, path, loadedBytes, totalBytes });
      },
    };
    await alone(stored, signal, () => fetchFile(vault, request));
  }

  async #summary(model: ListedModel): Promise<SiteModelSummary> {
    const { vault } = this.#options;
    const sizes = model.files.map(async (file) => (await vault.sizeOf(pathOf(model, file))) ?? 0);
    const hashes = await this.#knownHashes(model);
    return {
      name: model.name,
      embedded: true,
      sizeBytes: total(model.files.map(({ sizeBytes }) => sizeBytes)),
      storedBytes: total(await Promise.all(sizes)),
      hash: hashes ? contentHash(model, hashes) : '',
      variants: variantsOf(model.files.map((file) => ({ ...file, modifiedMs: 0 }))),
      problems: [],
    };
  }

  /** sha256 of each file by path, unless one is neither listed with it nor here. */
  async #knownHashes(model: ListedModel): Promise<ReadonlyMap<string, string> | undefined> {
    const hashes = new Map<string, string>();
    for (const file of model.files) {
      const hash = file.sha256 ?? (await wholeFile(this.#options.vault, pathOf(model, file), file.sizeBytes));
      if (hash === undefined) return undefined;
      hashes.set(file.path, hash);
    }
    return hashes;
  }

  async #find(name: string): Promise<ListedModel> {
    requireModelName(name);
    const models = await this.#models();
    const found = models.find((model) => model.name === name);
    if (found) return found;
    throw new ProblemError({
      code: 'model-unknown',
      message: `There is no model '${name}' on this site.`,
      remedy: `It offers ${models.map((model) => `'${model.name}'`).join(', ')}: choose one in the Checkpoint.`,
    });
  }

  /** The list as the site has it now, or, without a connection, as it was. */
  #models(): Promise<readonly ListedModel[]> {
    this.#listed ??= this.#fetchList().catch((error: unknown) => {
      this.#listed = undefined;
      throw error;
    });
    return this.#listed;
  }

  async #fetchList(): Promise<readonly ListedModel[]> {
    const { vault, listUrl } = this.#options;
    const fresh = await fetch(listUrl, { cache: 'no-cache' })
      .then(async (response) => (response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined))
      .catch(() => undefined);
    const bytes = fresh ?? (await vault.read(KEPT_LIST));
    const list = modelListSchema.safeParse(parseJson(new TextDecoder().decode(bytes)));
    if (!list.success) throw listMissing(listUrl);
    // Only for a visit without a connection: where there is no room for it, this one goes on.
    if (fresh) await vault.write(KEPT_LIST, fresh).catch(() => {});
    return list.data.models;
  }
}

/** Smaller files, of which a model has many, are there at once. */
const TOLD_FROM_BYTES = 50_000;
const KEPT_LIST = 'models.json';

function folderOf(name: string): string {
  return `models/${name}`;
}

function pathOf(model: ListedModel, file: Pick<ListedFile, 'path'>): string {
  return `${folderOf(model.name)}/${file.path}`;
}

function siteFiles(model: ListedModel, read: SiteModel['read']): ModelFiles {
  return {
    list: async () => model.files.map(({ path, sizeBytes }) => ({ path, sizeBytes, modifiedMs: 0 })),
    readText: async (path) => textOf(await read(path), pathOf(model, { path })),
    readBytes: read,
  };
}

/** sha256 over the sorted paths and contents of a model's files: the same as that of the folder on a disk. */
function contentHash(model: ListedModel, hashes: ReadonlyMap<string, string>): string {
  const paths = model.files.map(({ path }) => path).sort();
  return sha256(new TextEncoder().encode(paths.map((path) => `${path}\n${hashes.get(path)}\n`).join('')));
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

function isBeingWritten(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NoModificationAllowedError';
}

function modelInUse(name: string): ProblemError {
  return new ProblemError({
    code: 'model-in-use',
    message: `The files of model '${name}' are being downloaded, here or in another tab.`,
    remedy: 'Cancel that run or wait until it is done, then delete the model.',
  });
}

function listMissing(url: string): ProblemError {
  return new ProblemError({
    code: 'model-list-unreadable',
    message: `The list of this site's models, ${url}, cannot be read.`,
    remedy: 'Check the connection and reload the page.',
  });
}
