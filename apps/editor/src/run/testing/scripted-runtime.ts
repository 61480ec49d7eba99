import type { Asset, RunEvent, RunEventBody, RunRequest, Runtime } from '@latentgraph/graph-core';

export interface ScriptedRuntime extends Runtime {
  /** What was submitted, oldest first; the run with the id `run-1` is the first. */
  readonly submitted: readonly RunRequest[];
  readonly cancelled: readonly string[];
  /** Runs whose events somebody waits for at the moment. */
  readonly followed: ReadonlySet<string>;
  tell(run: string, event: RunEventBody): void;
  /** Breaks what follows a run at the moment, as a server does that goes away. */
  breakConnection(error: Error): void;
  readonly kept: Map<string, Asset>;
  /** How long it takes to answer that a run is cancelled, in milliseconds; 0 is at once. */
  readonly slowness: { cancelMs: number };
  /** What the next calls of `cancel` throw, one each. */
  readonly cancelFaults: Error[];
}

/** A runtime whose runs tell what a test says. */
export function createScriptedRuntime(): ScriptedRuntime {
  const submitted: RunRequest[] = [];
  const cancelled: string[] = [];
  const followed = new Set<string>();
  const logs = new Map<string, RunEvent[]>();
  const kept = new Map<string, Asset>();
  const slowness = { cancelMs: 0 };
  const cancelFaults: Error[] = [];
  let wake: ((error?: Error) => void)[] = [];

  function wakeAll(error?: Error): void {
    const sleepers = wake;
    wake = [];
    for (const sleeper of sleepers) sleeper(error);
  }

  async function* read(run: string, afterSeq = 0): AsyncGenerator<RunEvent> {
    followed.add(run);
    try {
      for (let next = afterSeq; ; ) {
        const event = logs.get(run)?.[next];
        if (event === undefined) {
          await new Promise<void>((go, stop) => wake.push((error) => (error ? stop(error) : go())));
          continue;
        }
        next += 1;
        yield event;
      }
    } finally {
      followed.delete(run);
    }
  }

  const device = { id: 'cpu', available: true, reason: 'Always there.' } as const;
  return {
    submitted,
    cancelled,
    followed,
    kept,
    slowness,
    cancelFaults,
    tell(run, event) {
      const log = logs.get(run)!;
      log.push({ ...event, run, seq: log.length + 1 } as RunEvent);
      wakeAll();
    },
    breakConnection: wakeAll,
    describe: async () => ({ name: 'scripted', version: '0', device, devices: [device] }),
    async submit(request) {
      submitted.push(request);
      const run = `run-${submitted.length}`;
      logs.set(run, []);
      return run;
    },
    events: read,
    async cancel(run) {
      if (slowness.cancelMs > 0) await new Promise((resolve) => setTimeout(resolve, slowness.cancelMs));
      const fault = cancelFaults.shift();
      if (fault) throw fault;
      cancelled.push(run);
    },
    runs: async () => [],
    models: { list: async () => [] },
    assets: {
      async put(bytes, mediaType) {
        const hash = String(bytes[0]).repeat(64).slice(0, 64);
        kept.set(hash, { hash, mediaType, bytes });
        return hash;
      },
      get: async (hash) => kept.get(hash),
      has: async (hash) => kept.has(hash),
    },
  };
}
