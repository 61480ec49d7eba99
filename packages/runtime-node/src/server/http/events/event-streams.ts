import type { RunEvent } from '@latentgraph/graph-core';
import type { Response } from 'express';
import { HttpProblem } from '../http-problem.ts';
import type { ServerLimits } from '../limits.ts';
import { EventStream } from './event-stream.ts';

/** The open event streams of a server. */
export class EventStreams {
  readonly #open = new Set<EventStream>();
  readonly #limits: ServerLimits;

  constructor(limits: ServerLimits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#open.size;
  }

  /**
   * Sends events until they or the client end. One stream too many is refused before anybody listens.
   *
   * @param isOver whether no event will follow those stored: when there is none either, the answer is 204, which to a
   *   browser says not to come back
   * @throws HttpProblem 429 `too-many-streams`
   */
  async serve(res: Response, listen: () => AsyncIterator<RunEvent>, isOver: boolean): Promise<void> {
    if (this.#open.size >= this.#limits.eventStreams) throw tooMany(this.#limits.eventStreams);
    const stream = new EventStream(res, this.#limits);
    this.#open.add(stream);
    try {
      const events = isOver ? await unlessEmpty(listen()) : listen();
      if (events === undefined) res.status(204).end();
      else await stream.send(events);
    } finally {
      this.#open.delete(stream);
    }
  }

  /** Clients come back after the last event they saw, to the next server. */
  endAll(): void {
    for (const stream of this.#open) stream.stop();
  }
}

/** The same events, or undefined when there are none. */
async function unlessEmpty<T>(events: AsyncIterator<T>): Promise<AsyncIterator<T> | undefined> {
  const first = await events.next();
  if (first.done === true) return undefined;
  let isFirst = true;
  return {
    next() {
      if (!isFirst) return events.next();
      isFirst = false;
      return Promise.resolve(first);
    },
    return: async (value) => (await events.return?.(value)) ?? { done: true, value: undefined },
  };
}

function tooMany(most: number): HttpProblem {
  return new HttpProblem(429, {
    code: 'too-many-streams',
    message: `There are ${most} event streams already.`,
    remedy: 'Close some, or try again later.',
  });
}
