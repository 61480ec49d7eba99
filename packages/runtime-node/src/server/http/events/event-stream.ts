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
 *
 * @param events ended early when the client goes away or stalls
 */
export async function sendEvents(
  res: Response,
  events: AsyncIterator<RunEvent>,
  times: StreamTimes,
): Promise<void> {
  const connection = new Connection(res);
  res.set(HEADERS);
  res.flushHeaders();
  res.write(`retry: ${RETRY_MS}\n\n`);
  const heartbeat = setInterval(() => {
    if (!res.writableNeedDrain) res.write(': \n\n');
  }, times.heartbeatMs);
  try {
    for (;;) {
      const next = await connection.orClosed(events.next());
      if (next === undefined || next.done === true) break;
      res.write(eventText(next.value));
      if (res.writableNeedDrain) await connection.drained(times.stallMs);
    }
    res.end();
  } finally {
    clearInterval(heartbeat);
    connection.forget();
    // Not awaited: a source that waits for its next event answers only then.
    void events.return?.().catch(() => undefined);
  }
}

/** Previews have no id: they are not stored, so nobody can come back to one. */
function eventText(event: RunEvent): string {
  const id = event.type === 'preview' ? '' : `id: ${event.seq}\n`;
  return `${id}data: ${JSON.stringify(event)}\n\n`;
}

/** Waits for one thing or for the client's end, without leaving a listener behind for each event. */
class Connection {
  readonly #res: Response;
  #wake = () => {};
  readonly #onClose = () => this.#wake();

  constructor(res: Response) {
    this.#res = res;
    res.on('close', this.#onClose);
  }

  forget(): void {
    this.#res.off('close', this.#onClose);
  }

  /** Undefined when the connection closes first. */
  orClosed<T>(promise: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#wake = () => resolve(undefined);
      promise.then(resolve, reject);
      if (this.#res.closed) resolve(undefined);
    });
  }

  async drained(stallMs: number): Promise<void> {
    let onDrain = () => {};
    const drained = new Promise<void>((resolve) => {
      onDrain = resolve;
      this.#res.once('drain', resolve);
    });
    const stalled = setTimeout(() => this.#res.destroy(), stallMs);
    try {
      await this.orClosed(drained);
    } finally {
      clearTimeout(stalled);
      this.#res.off('drain', onDrain);
    }
  }
}
