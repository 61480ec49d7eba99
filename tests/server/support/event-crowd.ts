import { get } from 'node:http';
import { createConnection } from 'node:net';
import { textToImage } from './example.ts';
import { type Serving, serve } from './serve.ts';

export interface CrowdSize {
  readonly clients: number;
  /** How often each client loses its connection. */
  readonly drops: number;
  /** Of the run that all listen to. */
  readonly steps: number;
}

export interface CrowdReport {
  /** Events of the run. */
  readonly events: number;
  /** Clients that did not see every event once and in order. */
  readonly gaps: readonly string[];
  /** Connections that were lost before the run ended. */
  readonly dropped: number;
  /** Of the server's memory, above what it was before. */
  readonly growthMegabytes: number;
}

const MEBIBYTE = 2 ** 20;

/**
 * Many clients listen to one run of a real server and lose their connections; one more never reads.
 *
 * @param warmUps so often, first, without being measured: V8 collects lazily until its heap has the size of the load
 */
export async function followWithCrowd(size: CrowdSize, warmUps = 0): Promise<CrowdReport> {
  const serving = await serve();
  await listen(serving, await serving.client.submit(textToImage(size.steps)), {
    drops: 0,
    every: size.steps,
  });
  for (let seed = 1; seed <= warmUps; seed += 1) await followOnce(serving, size, seed);
  const resident = async () => (await serving.client.metrics()).memory.residentBytes;
  const before = await resident();
  let peak = before;
  const watch = setInterval(async () => {
    peak = Math.max(peak, await resident().catch(() => 0));
  }, 100);
  const report = await followOnce(serving, size, warmUps + 1);
  clearInterval(watch);
  return { ...report, growthMegabytes: (peak - before) / MEBIBYTE };
}

async function followOnce(serving: Serving, { clients, drops, steps }: CrowdSize, seed: number) {
  const run = await serving.client.submit(textToImage(steps, seed));
  const deaf = listenWithoutReading(serving, run);
  const every = Math.max(1, Math.floor(steps / (drops + 1)));
  const logs = await Promise.all(
    Array.from({ length: clients }, (_, index) =>
      listen(serving, run, { drops, every: every - (index % 3) }),
    ),
  );
  deaf.destroy();
  const events = Math.max(...logs.map(({ seqs }) => seqs.at(-1) ?? 0));
  return {
    events,
    gaps: logs.flatMap(({ seqs }, index) =>
      seqs.length === events && seqs.every((seq, at) => seq === at + 1)
        ? []
        : [`${index}: ${seqs.join(' ')}`],
    ),
    dropped: logs.reduce((sum, log) => sum + log.dropped, 0),
  };
}

interface Drops {
  readonly drops: number;
  /** Events between two of them. */
  readonly every: number;
}

/** Follows a run to its end with ids alone, as a browser does, cutting its own connections. */
async function listen({ url, token }: Serving, run: string, { drops, every }: Drops) {
  const seqs: number[] = [];
  let dropped = 0;
  for (let isOver = false; !isOver; ) {
    const until = dropped < drops ? seqs.length + every : Number.POSITIVE_INFINITY;
    isOver = await connectOnce(`${url}/api/runs/${run}/events`, token, seqs, until);
    if (!isOver) dropped += 1;
  }
  return { seqs, dropped };
}

/** Resolves with whether the run has ended; false when the connection was cut after `until` events. */
function connectOnce(url: string, token: string, seqs: number[], until: number): Promise<boolean> {
  const headers = { Authorization: `Bearer ${token}`, 'Last-Event-ID': String(seqs.at(-1) ?? 0) };
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`Refused with ${response.statusCode}.`));
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        // What was read from the socket before it was destroyed still comes.
        if (response.destroyed) return;
        const events = `${rest}${chunk}`.split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) {
          const id = /^id: (\d+)$/m.exec(event)?.[1];
          if (id !== undefined) seqs.push(Number(id));
          if (seqs.length < until) continue;
          response.destroy();
          resolve(false);
          return;
        }
      });
      response.on('error', () => undefined);
      response.on('end', () => resolve(true));
    });
    request.on('error', reject);
  });
}

function listenWithoutReading({ url, token }: Serving, run: string) {
  const { host, hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined).pause();
  socket.write(
    `GET /api/runs/${run}/events HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  return socket;
}
