import type { ModelComponent, ModelKey } from '@latentgraph/nodes';
import type { EvaluationSite } from './feeds.ts';
import type { OrtSession } from './ort.ts';

/** How far the opening of a session is. */
export interface LoadingProgress {
  readonly phase: 'fetching' | 'opening' | 'ready';
  readonly loadedBytes: number;
  readonly totalBytes: number | null;
}

export type LoadingListener = (site: EvaluationSite, progress: LoadingProgress) => void;

/** A session that could be opened: its file is there and looks right. */
export interface PreparedSession {
  /** Of its weights: what the session will take up at least. */
  readonly sizeBytes: number;
  /** @throws ProblemError when onnxruntime refuses the file. */
  open(onProgress: (progress: LoadingProgress) => void): Promise<OrtSession>;
}

/** Where sessions come from: the runtime's model store and its onnxruntime. */
export interface SessionSource {
  /** @throws ProblemError when the model has no such component or its file cannot be used. */
  prepare(model: ModelKey, component: ModelComponent): Promise<PreparedSession>;
}

interface Entry {
  readonly sizeBytes: number;
  readonly session: OrtSession;
}

/**
 * Sessions by model and component: opened on first use, shared, and closed again, least recently used first,
 * when a new one would exceed the budget. Evaluations run one after the other, as every onnxruntime wants it,
 * so a session is never closed while it runs.
 */
export class SessionPool {
  readonly #source: SessionSource;
  readonly #budgetBytes: number;
  /** In order of last use, the latest at the end. */
  readonly #open = new Map<string, Entry>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(source: SessionSource, budgetBytes: number) {
    this.#source = source;
    this.#budgetBytes = budgetBytes;
  }

  /** Runs `use` with the session of a component, after everything asked for before. */
  run<Value>(
    site: EvaluationSite,
    use: (session: OrtSession) => Promise<Value>,
    onLoading?: LoadingListener,
  ): Promise<Value> {
    return this.#inTurn(async () => use(await this.#session(site, onLoading)));
  }

  get openBytes(): number {
    let sum = 0;
    for (const entry of this.#open.values()) sum += entry.sizeBytes;
    return sum;
  }

  /** Closes every session; the pool can be used again afterwards. */
  dispose(): Promise<void> {
    return this.#inTurn(() => this.#shrinkTo(0));
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #session(site: EvaluationSite, onLoading: LoadingListener | undefined): Promise<OrtSession> {
    const key = `${site.model.hash}/${site.model.name}/${site.model.variant}/${site.component}`;
    const known = this.#open.get(key);
    if (known) {
      this.#open.delete(key);
      this.#open.set(key, known);
      return known.session;
    }
    const prepared = await this.#source.prepare(site.model, site.component);
    await this.#shrinkTo(Math.max(this.#budgetBytes - prepared.sizeBytes, 0));
    const session = await prepared.open((progress) => onLoading?.(site, progress));
    this.#open.set(key, { sizeBytes: prepared.sizeBytes, session });
    return session;
  }

  async #shrinkTo(bytes: number): Promise<void> {
    for (const [key, entry] of this.#open) {
      if (this.openBytes <= bytes) return;
      this.#open.delete(key);
      await entry.session.release();
    }
  }
}
