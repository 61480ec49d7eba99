import type { RunEvent } from '@latentgraph/graph-core';
import { createWebRuntime, type WebRuntime } from '@latentgraph/runtime-web';
import { tryCacheVault } from './cache-vault.ts';
import { collectGarbage } from './collect-garbage.ts';
import { foundNotFinite, gpuOps, throughHalf, wrongWhenDoubled } from './gpu-ops.ts';
import type { Harness, HarnessRun } from './harness-api.ts';
import { askWorker } from './worker-questions.ts';

let runtime: WebRuntime | undefined;
let worker: Worker | undefined;
let workers = 0;

function opened(): WebRuntime {
  if (!runtime) throw new Error('Call open first.');
  return runtime;
}

function startWorker(): Worker {
  worker = new Worker(new URL('./runtime-worker.ts', import.meta.url), { type: 'module' });
  workers += 1;
  return worker;
}

async function outputsOf(events: readonly RunEvent[]): Promise<HarnessRun> {
  const outputs: string[] = [];
  for (const event of events) {
    const asset = event.type === 'output' ? await opened().assets.get(event.asset) : undefined;
    if (asset) outputs.push(toBase64(asset.bytes));
  }
  return { events, outputs, workers };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const harness: Harness = {
  async open(options) {
    runtime?.close();
    runtime = createWebRuntime({
      ...options,
      worker: startWorker,
      modelListUrl: new URL('models.json', location.href).href,
    });
    return runtime.describe();
  },
  async describe() {
    const { device } = await opened().describe();
    return { device: device.id, workers };
  },
  async run(request) {
    const events: RunEvent[] = [];
    for await (const event of opened().events(await opened().submit(request))) {
      events.push(event);
      if (event.type === 'stepFinished') harness.finishedSteps += 1;
    }
    return outputsOf(events);
  },
  async runUntilStep(request, step, then) {
    const id = await opened().submit(request);
    const events: RunEvent[] = [];
    for await (const event of opened().events(id)) {
      events.push(event);
      if (event.type !== 'stepFinished' || event.step !== step) continue;
      if (then === 'cancel') await opened().cancel(id);
      if (then === 'kill-worker') worker?.terminate();
    }
    return outputsOf(events);
  },
  finishedSteps: 0,
  putAsset: (base64, mediaType) =>
    opened().assets.put(
      Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
      mediaType,
    ),
  assetSizes: async () => (await opened().assets.list()).map(({ sizeBytes }) => sizeBytes),
  async removeAssets() {
    for (const { hash } of await opened().assets.list()) await opened().assets.remove(hash);
  },
  models: () => opened().models.list(),
  removeModel: (name) => opened().models.remove(name),
  storage: () => opened().storage(),
  diagnostics: () => opened().diagnostics(),
  gpuBuffers: () => askWorker('gpu-buffers'),
  gpuDevices: () => askWorker('gpu-devices'),
  async collectGarbage() {
    collectGarbage();
    await askWorker('collect-garbage');
  },
  stepsAtCancel: () => askWorker('steps-at-cancel'),
  gpuOps,
  foundNotFinite,
  throughHalf,
  wrongWhenDoubled,
  tryCacheVault,
};

globalThis.harness = harness;
