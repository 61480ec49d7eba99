import { endsRun, type RunEvent, runEventSchema } from '@latentgraph/graph-core';
import { routes } from './contract/routes.ts';
import { notUnderstood, RequestError, unreachable } from './errors.ts';
import type { Requester } from './requester.ts';
import { readEventData } from './server-sent-events.ts';

/** How long a server may be away, restarting say, before a run is given up. */
const PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** Statuses of a server, or of one before it, that is about to be there again. */
const PASSING: readonly number[] = [429, 502, 503, 504];

/**
 * The events of a run until it ends. A broken connection is taken up again after the last event seen, so that
 * none is missed and none comes twice.
 *
 * @throws RequestError when the server refuses, or stays away for a minute
 */
export async function* followRun(requester: Requester, run: string, afterSeq = 0): AsyncGenerator<RunEvent> {
  const abort = new AbortController();
  let seen = afterSeq;
  let lastHeardMs = Date.now();
  let pauseMs = FIRST_PAUSE_MS;
  try {
    for (;;) {
      const stream = await connect(requester, run, seen, abort.signal).catch(unlessPassing);
      if (stream === 'over') return;
      for await (const event of stream instanceof RequestError ? [] : readEvents(requester, stream)) {
        lastHeardMs = Date.now();
        pauseMs = FIRST_PAUSE_MS;
        // A preview carries the number of the last stored event.
        if (event.type !== 'preview' && event.seq <= seen) continue;
        seen = Math.max(seen, event.seq);
        yield event;
        if (endsRun(event)) return;
      }
      if (Date.now() - lastHeardMs > PATIENCE_MS) throw awayTooLong(requester, stream);
      await pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  } finally {
    abort.abort();
  }
}

type EventStream = ReadableStream<Uint8Array>;

async function connect(
  requester: Requester,
  run: string,
  seen: number,
  signal: AbortSignal,
): Promise<EventStream | 'over'> {
  const input = { params: { run }, query: seen > 0 ? { after: seen } : {} };
  const response = await requester.call(routes.events, input, { signal });
  if (response.status === 204) return 'over';
  if (response.body === null) throw notUnderstood(requester.url, response.status);
  return response.body;
}

/** Ends where the connection does; that is no reason to fail. */
async function* readEvents(requester: Requester, stream: EventStream): AsyncGenerator<RunEvent> {
  const texts = readEventData(stream);
  for (;;) {
    const next = await texts.next().catch(() => undefined);
    if (next === undefined || next.done === true) return;
    yield parseEvent(requester, next.value);
  }
}

function parseEvent(requester: Requester, text: string): RunEvent {
  try {
    return runEventSchema.parse(JSON.parse(text)) as RunEvent;
  } catch {
    throw notUnderstood(requester.url, 200);
  }
}

function unlessPassing(error: unknown): RequestError {
  if (!(error instanceof RequestError)) throw error;
  if (error.problem.code !== 'server-unreachable' && !PASSING.includes(error.status)) throw error;
  return error;
}

function awayTooLong(requester: Requester, last: EventStream | RequestError): RequestError {
  if (last instanceof RequestError) return last;
  return unreachable(requester.url, new Error('connections end at once'));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
