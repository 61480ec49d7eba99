import type { RunEventBody, Runtime } from '@latentgraph/graph-core';
import { createMemoryAssetStore, EventLog } from '@latentgraph/runtime-core';
import { sha256 } from './sha256.ts';

/** A runtime whose runs tell what a script says, for tests that are not about computing. */
export function createScriptedRuntime(script: (tell: (event: RunEventBody) => void) => void): Runtime {
  const logs = new Map<string, EventLog>();
  const device = { id: 'cpu', available: true, reason: 'Always there.' } as const;
  return {
    assets: createMemoryAssetStore(64 * 2 ** 20, sha256),
    models: { list: async () => [] },
    describe: async () => ({ name: 'scripted', version: '0', device, devices: [device] }),
    async submit() {
      const id = `run-${logs.size + 1}`;
      const log = new EventLog(id);
      logs.set(id, log);
      log.append({ type: 'queued', position: 0 });
      script((event) => log.append(event));
      return id;
    },
    events: (run, afterSeq) => logs.get(run)!.read(afterSeq),
    async cancel(run) {
      const log = logs.get(run)!;
      if (!log.ended) log.append({ type: 'cancelled', elapsedMs: 0 });
    },
    runs: async () => [],
  };
}
