import { endsRun, type RunEvent } from '@latentgraph/graph-core';

type Preview = RunEvent & { readonly type: 'preview' };

interface Listener {
  /** The newest of each node that it has not read. */
  readonly previews: Map<string, Preview>;
  /** Something happened since it last looked. */
  stirred: boolean;
  wake(): void;
}

/** Reads stored events of a job, in order. */
export type EventSource = (run: string, afterSeq: number, limit: number) => readonly RunEvent[];

const PAGE = 200;

/**
 * Tells listeners that a job has new events. They read them from the store at their own pace, so a slow one holds up
 * nobody and costs no memory; previews alone are handed over, the newest of each node.
 */
export class EventHub {
  readonly #read: EventSource;
  readonly #listeners = new Map<string, Set<Listener>>();
  #closed = false;

  constructor(read: EventSource) {
    this.#read = read;
  }

  get size(): number {
    let sum = 0;
    for (const listeners of this.#listeners.values()) sum += listeners.size;
    return sum;
  }

  hasListeners(run: string): boolean {
    return this.#listeners.has(run);
  }

  /** Call it after events were stored, and after the job was removed. */
  stir(run: string): void {
    for (const listener of this.#listeners.get(run) ?? []) {
      listener.stirred = true;
      listener.wake();
    }
  }

  /** Shows how far a step has come to those who listen now. */
  show(preview: Preview): void {
    for (const listener of this.#listeners.get(preview.run) ?? []) {
      listener.previews.set(preview.node, preview);
      listener.wake();
    }
  }

  /** Ends all listening. */
  close(): void {
    this.#closed = true;
    for (const run of this.#listeners.keys()) this.stir(run);
  }

  /**
   * Stored events above `afterSeq`, then what comes, until the run ends, `return` is called or the hub closes.
   *
   * @param isOver whether no event will follow those stored
   */
  listen(run: string, afterSeq: number, isOver: () => boolean): AsyncIterableIterator<RunEvent> {
    let ended = false;
    const listener: Listener = { previews: new Map(), stirred: true, wake: () => {} };
    const events = this.#follow(run, afterSeq, listener, () => ended || this.#closed, isOver);
    return {
      next: () => events.next(),
      // A generator that waits would hear of it only after the next event.
      return: () => {
        ended = true;
        listener.wake();
        return events.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async *#follow(
    run: string,
    afterSeq: number,
    listener: Listener,
    isClosed: () => boolean,
    isOver: () => boolean,
  ): AsyncGenerator<RunEvent, undefined> {
    this.#add(run, listener);
    let last = Math.max(afterSeq, 0);
    try {
      while (!isClosed()) {
        listener.stirred = false;
        const page = this.#read(run, last, PAGE);
        for (const event of page) {
          last = event.seq;
          yield event;
          if (endsRun(event) || isClosed()) return;
        }
        if (page.length > 0) continue;
        if (isOver()) return;
        yield* takeAll(listener.previews);
        if (!listener.stirred && listener.previews.size === 0 && !isClosed()) await nextWake(listener);
      }
    } finally {
      this.#remove(run, listener);
    }
  }

  #add(run: string, listener: Listener): void {
    const listeners = this.#listeners.get(run) ?? new Set();
    this.#listeners.set(run, listeners.add(listener));
  }

  #remove(run: string, listener: Listener): void {
    const listeners = this.#listeners.get(run);
    listeners?.delete(listener);
    if (listeners?.size === 0) this.#listeners.delete(run);
  }
}

function* takeAll(previews: Map<string, Preview>): Generator<Preview> {
  for (const [node, preview] of previews) {
    previews.delete(node);
    yield preview;
  }
}

async function nextWake(listener: Listener): Promise<void> {
  await new Promise<void>((resolve) => {
    listener.wake = resolve;
  });
}
