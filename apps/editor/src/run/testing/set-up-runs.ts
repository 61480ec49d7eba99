import type { Asset, RunEventBody } from '@latentgraph/graph-core';
import { createRuns } from '../run-queue.ts';
import type { OutputView, RunView } from '../run-view.ts';
import type { Place } from '../runtimes/place.ts';
import type { ServerRun } from '../server-run.ts';
import { workflowOf } from './documents.ts';
import { createScriptedRuntime } from './scripted-runtime.ts';

export const DOCUMENT = workflowOf({ noise: ['Noise', { seed: 7 }] });
export const STARTED = { type: 'started', device: 'cpu', nodeCount: 1 } as const;
export const FINISHED = { type: 'finished', elapsedMs: 5 } as const;
export const HASH = 'ab'.repeat(32);

/** The picture with this hash, from a node `save`. */
export const outputOf = (asset: string): RunEventBody => ({
  ...({ type: 'output', node: 'save', port: 'image', index: 0 } as const),
  ...{ asset, mediaType: 'image/png', widthPx: 8, heightPx: 8 },
});

interface Setting {
  readonly assets?: readonly Asset[];
  /** Whether the browser's database answers. */
  readonly remembers?: boolean;
}

/** Runs on one scripted runtime, which is this browser or a server. */
export function setUpRuns(kind: Place['kind'], { assets = [], remembers = true }: Setting = {}) {
  const runtime = createScriptedRuntime();
  const url = 'http://server.example';
  const place: Place = { kind, name: kind, runtime, ...(kind === 'server' ? { url } : {}) };
  const remembered = new Map<string, ServerRun>();
  const open = { workflow: 'workflow' };
  const outputs: OutputView[] = [];
  const ended: RunView[] = [];
  const use = { isOver: false };
  const runs = createRuns({
    runtimes: {
      ...{ current: () => place, places: () => [place], server: () => place },
      closeUnused(inUse) {
        use.isOver = !inUse.has(runtime);
      },
    },
    memory: {
      remember: async (run) => {
        if (!remembers) await new Promise(() => undefined);
        remembered.set(run.key, run);
      },
      forget: async (key) => void remembered.delete(key),
      takeUp: async () => [...remembered.values()],
    },
    openWorkflow: () => open.workflow,
    mayRun: () => true,
    keptView: () => undefined,
    findAsset: async (hash) => assets.find((asset) => asset.hash === hash),
    async onOutput(_, output, { assets }) {
      outputs.push(output);
      await assets.get(output.asset);
    },
    onEnd: (view) => void ended.push(view),
  });
  const queue = () => runs.store.getState().queue;
  return { runs, runtime, remembered, open, outputs, ended, use, queue };
}

/** Lets everything that can happen until then happen. */
export const settled = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
