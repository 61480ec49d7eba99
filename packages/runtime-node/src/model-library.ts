import { type ModelFacts, type Problem, ProblemError } from '@latentgraph/graph-core';
import type { ModelAccess, ModelKey } from '@latentgraph/nodes';
import {
  type ModelRequest,
  modelFacts,
  modelHandles,
  readTokenizer,
  readVariant,
} from '@latentgraph/runtime-core';
import type { LocatedModel } from './ort/session-source.ts';
import type { DiskModelStore } from './stores/disk-model-store.ts';

interface CheckedModel extends LocatedModel {
  readonly stamp: string;
  readonly hash: string;
  readonly warnings: readonly Problem[];
}

/** Models as nodes, planning and sessions need them: folders of the store, checked for the device. */
export class ModelLibrary {
  readonly #store: DiskModelStore;
  readonly #device: string;
  /** By hash and variant: what handles in cached results refer to. */
  readonly #byHandle = new Map<string, CheckedModel>();
  /** By name and variant as asked. */
  readonly #byRequest = new Map<string, CheckedModel>();

  constructor(store: DiskModelStore, device: string) {
    this.#store = store;
    this.#device = device;
  }

  /** What nodes see. */
  readonly access: ModelAccess = {
    open: async (name, variant) => {
      const { model, hash } = await this.known({ name, variant });
      return modelHandles(model, hash);
    },
    hash: async (name, variant) => (await this.known({ name, variant })).hash,
    tokenizer: async ({ model }) => readTokenizer((await this.locate(model)).model.folder),
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
   * The model as the run's planning found it: the disk is read again for every run, not for every node.
   *
   * @throws ProblemError as `check`
   */
  async known(request: ModelRequest): Promise<CheckedModel> {
    return this.#byRequest.get(requestKey(request)) ?? (await this.check(request));
  }

  /** @throws ProblemError when there is no such model or its folder cannot be used on the device */
  async check({ name, variant }: ModelRequest): Promise<CheckedModel> {
    const request = requestKey({ name, variant });
    const stamp = await this.#store.stamp(name);
    const before = this.#byRequest.get(request);
    if (before?.stamp === stamp) return before;
    const stored = await this.#store.open(name);
    const result = await readVariant(stored.folder, variant, this.#device);
    if (!result.ok) throw new ProblemError(result.problems[0]!);
    const { model, warnings } = result;
    const hash = await this.#store.hash(stored);
    const checked = { model, directory: stored.directory, hash, stamp, warnings };
    this.#byRequest.set(request, checked);
    this.#byHandle.set(keyOf({ hash, variant: model.variant }), checked);
    return checked;
  }

  /** @throws ProblemError when the model's files are others than when the handle was made */
  async locate(key: ModelKey): Promise<LocatedModel> {
    const known = this.#byHandle.get(keyOf(key)) ?? (await this.check(key));
    if (known.hash === key.hash) return known;
    throw new ProblemError({
      code: 'model-changed',
      message: `The files of model '${key.name}' changed while they were in use.`,
      remedy: 'Run the workflow again.',
    });
  }
}

function requestKey({ name, variant }: ModelRequest): string {
  return `${name}/${variant}`;
}

function keyOf({ hash, variant }: { readonly hash: string; readonly variant: string }): string {
  return `${hash}/${variant}`;
}
