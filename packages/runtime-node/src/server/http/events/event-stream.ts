import type { RunEvent } from '@latentgraph/graph-core';
import type { Response } from 'express';

export interface StreamTimes {
  /** A client that takes nothing for so long is dropped. */
  readonly stallMs: number;
  /** Between signs of life while nothing happens. */
  readonly heartbeatMs: number;
}

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  // Proxies such as nginx would keep events back otherwise.
  'X-Accel-Buffering': 'no',
};

/** Milliseconds after which a browser that was cut off comes back. */
const RETRY_MS = 1000;

/**
 * Sends events to one client as server-sent events, each with its number as id. One event at most waits for the
 * client: the next is taken from the source when the connection has room.
 */
export class EventStream {
  readonly #res: Response;
  readonly #times: StreamTimes;
  /** The client went away, or the stream was stopped. */
  #isOver = false;
  #wake = () => {};

  constructor(res: Response, times: StreamTimes) {
    this.#res = res;
    this.#times = times;
    res.once('close', () => this.stop());
    // A client that left while its run was looked up closes nothing any more.
    if (res.destroyed) this.stop();
  }

  /** Ends the stream behind the event that was sent last. */
  stop(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** @param events told to return when the client goes away or stalls, or the stream is stopped */
  async send(events: AsyncIterator<RunEvent>): Promise<void> {
    const heartbeat = setInterval(() => this.#beat(), this.#times.heartbeatMs);
    try {
      if (!this.#isOver) this.#begin();
      while (!this.#isOver) {
        const next = await this.#orOver(events.next());
        if (next === undefined || next.done === true) break;
        this.#res.write(eventText(next.value));
        if (this.#res.writableNeedDrain) await this.#drained();
      }
    } finally {
      clearInterval(heartbeat);
      // Not awaited: a source that waits for its next event answers only then.
      void events.return?.().catch(() => undefined);
      this.#res.end();
    }
  }

  #begin(): void {
    this.#res.set(HEADERS);
    this.#res.flushHeaders();
    this.#res.write(`retry: ${RETRY_MS}\n\n`);
  }

  #beat(): void {
    if (!this.#res.writableNeedDrain) this.#res.write(': \n\n');
  }

  /** Undefined when the stream is over first. One listener serves all waiting: a stream has thousands of events. */
  #orOver<T>(promise: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#wake = () => resolve(undefined);
      if (this.#isOver) resolve(undefined);
      promise.then(resolve, reject);
    });
  }

  async #drained(): Promise<void> {
    let onDrain = () => {};
    const drained = new Promise<void>((resolve) => {
      onDrain = resolve;
      this.#res.once('drain', resolve);
    });
    const stalled = setTimeout(() => this.#res.destroy(), this.#times.stallMs);
    try {
      await this.#orOver(drained);
    } finally {
      clearTimeout(stalled);
      this.#res.off('drain', onDrain);
    }
  }
}

/** Previews have no id: they are not stored, so nobody can come back to one. */
function eventText(event: RunEvent): string {
  const id = event.type === 'preview' ? '' : `id: ${event.seq}\n`;
  return `${id}data: ${JSON.stringify(event)}\n\n`;
}
