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

  /** Sends events until they or the client end. */
  async serve(res: Response, events: AsyncIterator<RunEvent>): Promise<void> {
    if (this.#open.size >= this.#limits.eventStreams) throw tooMany(this.#limits.eventStreams);
    const stream = new EventStream(res, this.#limits);
    this.#open.add(stream);
    try {
      await stream.send(events);
    } finally {
      this.#open.delete(stream);
    }
  }

  /** Clients come back after the last event they saw, to the next server. */
  endAll(): void {
    for (const stream of this.#open) stream.stop();
  }
}

function tooMany(most: number): HttpProblem {
  return new HttpProblem(429, {
    code: 'too-many-streams',
    message: `There are ${most} event streams already.`,
    remedy: 'Close some, or try again later.',
  });
}
