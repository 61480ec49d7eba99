import { statfs } from 'node:fs/promises';
import type { ModelDetails, ModelList } from '@latentgraph/client';
import type { ModelSummary } from '@latentgraph/graph-core';
import type { Home } from '../../home.ts';
import type { DiskModelStore } from '../../stores/disk-model-store.ts';
import { removeModel } from '../../stores/remove-model.ts';
import { notFound } from './http-problem.ts';

/** Reading the headers of all models takes tens of milliseconds; many clients ask again and again. */
const REMEMBERED_MS = 1000;

/** The models of a home, for looking at and removing. */
export class ModelCatalogue {
  readonly #home: Home;
  readonly #store: DiskModelStore;
  #listed: { readonly models: Promise<readonly ModelSummary[]>; readonly untilMs: number } | undefined;

  constructor(home: Home, store: DiskModelStore) {
    this.#home = home;
    this.#store = store;
  }

  async list(): Promise<ModelList> {
    const models = await this.#summaries();
    const usedBytes = models
      .filter(({ embedded }) => !embedded)
      .reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    return { models, diskUse: { usedBytes, freeBytes: await freeBytes(this.#home.directory) } };
  }

  /** @throws HttpProblem for an unknown name */
  async details(name: string): Promise<ModelDetails> {
    const summary = (await this.#summaries()).find((model) => model.name === name);
    if (!summary) throw notFound('model', name);
    // A folder that cannot be read has said so in the summary's problems.
    const files = await this.#store.open(name).then(
      ({ folder }) => folder.files,
      () => [],
    );
    return { ...summary, files: files.map(({ path, sizeBytes }) => ({ path, sizeBytes })) };
  }

  /** @throws ProblemError for an unknown name, and for the embedded model */
  async remove(name: string): Promise<void> {
    await removeModel(this.#home.models, name);
    this.#listed = undefined;
  }

  /** One listing serves all who ask while it is made, and for a moment after. */
  #summaries(): Promise<readonly ModelSummary[]> {
    const now = performance.now();
    if (this.#listed === undefined || this.#listed.untilMs < now) {
      this.#listed = { models: this.#store.list(), untilMs: now + REMEMBERED_MS };
    }
    return this.#listed.models;
  }
}

/** 0 where the file system does not tell, or the folder is not there yet. */
async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize;
}
