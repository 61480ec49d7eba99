import { endsRun, type RunEvent, type RunEventBody } from '@latentgraph/graph-core';

interface Reader {
  readonly pending: RunEvent[];
  wake(): void;
}

/**
 * The events of one run. All but previews are stored and counted from 1 without gaps, so that a reader who
 * comes back with the last number it saw misses nothing. Previews reach only those who listen at the moment,
 * and carry the number of the last stored event.
 */
export class EventLog {
  readonly #run: string;
  readonly #stored: RunEvent[] = [];
  readonly #readers = new Set<Reader>();
  #ended = false;

  constructor(run: string) {
    this.#run = run;
  }

  /** Of the stored events. */
  get length(): number {
    return this.#stored.length;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** @throws Error after the event that ended the run: a bug in the caller. */
  append(body: RunEventBody): void {
    if (this.#ended) throw new Error(`Run '${this.#run}' has ended; '${body.type}' cannot follow.`);
    if (body.type === 'preview')
      this.#show({ run: this.#run, seq: Math.max(this.#stored.length, 1), ...body });
    else this.#store({ run: this.#run, seq: this.#stored.length + 1, ...body });
  }

  /** Stored events above `afterSeq`, then what comes, until the run ends. */
  async *read(afterSeq = 0): AsyncGenerator<RunEvent> {
    let wake = () => {};
    const reader: Reader = { pending: this.#stored.slice(Math.max(afterSeq, 0)), wake: () => wake() };
    this.#readers.add(reader);
    try {
      for (;;) {
        const event = reader.pending.shift();
        if (event) yield event;
        else if (this.#ended) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      this.#readers.delete(reader);
    }
  }

  #store(event: RunEvent): void {
    this.#stored.push(event);
    this.#ended = endsRun(event);
    for (const reader of this.#readers) {
      reader.pending.push(event);
      reader.wake();
    }
  }

  /** A reader that is behind gets the newest preview of a node only. */
  #show(event: RunEvent & { type: 'preview' }): void {
    for (const reader of this.#readers) {
      const stale = reader.pending.findIndex(
        (other) => other.type === 'preview' && other.node === event.node,
      );
      if (stale >= 0) reader.pending.splice(stale, 1);
      reader.pending.push(event);
      reader.wake();
    }
  }
}
