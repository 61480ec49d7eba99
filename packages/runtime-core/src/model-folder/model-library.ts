import { type ModelFacts, type Problem, ProblemError } from '@latentgraph/graph-core';
import type { ModelAccess, ModelKey } from '@latentgraph/nodes';
import type { ModelRequest } from '../run/collect-facts.ts';
import { modelFacts, modelHandles, readVariant } from './model-folder.ts';
import type { ModelFolder, ModelVariant } from './model-variant.ts';
import { readTokenizer, readTraitedTokenizer, TOKENIZER_FOLDERS } from './tokenizer.ts';

/** A model as its store found it; stores add what they need to find its files again. */
export interface StoredModel {
  readonly folder: ModelFolder;
}

/** Where a runtime keeps models. */
export interface StoredModels<Stored extends StoredModel> {
  /**
   * Changes when a file of the model does; costs no reading.
   *
   * @throws ProblemError when there is no such model
   */
  stamp(name: string): Promise<string>;
  /** @throws ProblemError when there is no such model, or it cannot be had */
  open(name: string): Promise<Stored>;
  /** Over the sorted paths and contents of the model's files. */
  hash(stored: Stored): Promise<string>;
  /** CLIP's merges.txt, which checkpoints without a tokenizer of their own are read with. */
  clipMerges(): Promise<string>;
}

export interface CheckedModel<Stored extends StoredModel> {
  readonly model: ModelVariant;
  readonly stored: Stored;
  readonly stamp: string;
  readonly hash: string;
  readonly warnings: readonly Problem[];
}

/** What a run used of the store. */
export interface UsedModels {
  readonly models: readonly ModelKey[];
  readonly warnings: readonly Problem[];
  /** What the sides of a picture must be multiples of to suit all of them. */
  readonly sizeMultiplePx: number;
}

/** Models as nodes, planning and sessions need them: folders of the store, checked for the device. */
export class ModelLibrary<Stored extends StoredModel> {
  readonly #store: StoredModels<Stored>;
  readonly #device: string;
  /** By hash and variant: what handles in cached results refer to. */
  readonly #byHandle = new Map<string, CheckedModel<Stored>>();
  /** By name and variant as asked. */
  readonly #byRequest = new Map<string, CheckedModel<Stored>>();

  constructor(store: StoredModels<Stored>, device: string) {
    this.#store = store;
    this.#device = device;
  }

  /** What nodes see. */
  readonly access: ModelAccess = {
    open: async (name, variant) => {
      const { model, hash } = await this.known({ name, variant });
      return modelHandles(model, hash);
    },
    openPart: async (name, variant, part) => {
      const { model, hash } = await this.known({ name, variant, part });
      const { unet, vae, textEncoder, schedulerConfig } = modelHandles(model, hash);
      return { unet: { unet, schedulerConfig }, vae: { vae }, textEncoder: { textEncoder } }[part];
    },
    hash: async (name, variant, part) => (await this.known({ name, variant, ...(part && { part }) })).hash,
    tokenizer: async ({ model }, { component }) => {
      const { folder, checkpoint } = (await this.locate(model)).model;
      const traits = checkpoint?.tokenizers[component];
      return traits
        ? readTraitedTokenizer(folder, component, traits, () => this.#store.clipMerges())
        : readTokenizer(folder, TOKENIZER_FOLDERS[component]);
    },
  };

  /** For checks on the wires; a model that cannot be used is a problem there already. */
  async facts(request: ModelRequest): Promise<ModelFacts> {
    try {
      return modelFacts((await this.check(request)).model);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { known: false, problem: error.problem };
    }
  }

  /**
   * The model as the run's planning found it: the store is read again for every run, not for every node.
   *
   * @throws ProblemError as `check`
   */
  async known(request: ModelRequest): Promise<CheckedModel<Stored>> {
    return this.#byRequest.get(requestKey(request)) ?? (await this.check(request));
  }

  /** @throws ProblemError when there is no such model or its folder cannot be used on the device */
  async check({ name, variant, part }: ModelRequest): Promise<CheckedModel<Stored>> {
    const request = requestKey({ name, variant, ...(part && { part }) });
    const stamp = await this.#store.stamp(name);
    const before = this.#byRequest.get(request);
    if (before?.stamp === stamp) return before;
    const stored = await this.#store.open(name);
    const result = await readVariant(stored.folder, variant, this.#device, part);
    if (!result.ok) throw new ProblemError(result.problems[0]!);
    const { model, warnings } = result;
    const hash = await this.#store.hash(stored);
    const checked = { model, stored, hash, stamp, warnings };
    this.#byRequest.set(request, checked);
    this.#byHandle.set(keyOf({ hash, variant: model.variant }), checked);
    return checked;
  }

  /** @throws ProblemError when the model's files are others than when the handle was made */
  async locate(key: ModelKey): Promise<CheckedModel<Stored>> {
    const known = this.#byHandle.get(keyOf(key)) ?? (await this.check(key));
    if (known.hash === key.hash) return known;
    throw new ProblemError({
      code: 'model-changed',
      message: `The files of model '${key.name}' changed while they were in use.`,
      remedy: 'Run the workflow again.',
    });
  }

  /** Of the models that a workflow names: one that only nodes outside the run name may be broken, it is no part of it. */
  async used(requests: readonly ModelRequest[]): Promise<UsedModels> {
    const found = await Promise.all(
      requests.map((request) =>
        this.known(request).catch((error: unknown) => {
          if (error instanceof ProblemError) return undefined;
          throw error;
        }),
      ),
    );
    const checked = found.filter((model) => model !== undefined);
    return {
      models: checked.map(({ model, hash }) => ({ name: model.folder.name, variant: model.variant, hash })),
      warnings: checked.flatMap(({ warnings }) => warnings),
      // Factors are powers of two, so the largest is a multiple of all.
      sizeMultiplePx: Math.max(
        1,
        ...checked.map(({ model: { measures } }) => measures.family.factor * measures.sizeMultiple),
      ),
    };
  }
}

function requestKey({ name, variant, part }: ModelRequest): string {
  return `${name}/${variant}/${part ?? ''}`;
}

function keyOf({ hash, variant }: { readonly hash: string; readonly variant: string }): string {
  return `${hash}/${variant}`;
}
