import { type Problem, ProblemError, type RunEvent, type RunRequest } from '@latentgraph/graph-core';
import { createMemoryAssetStore } from '@latentgraph/runtime-core';
import { createVaultAssetStore } from '../assets/vault-asset-store.ts';
import { describeDevices, intendedDevice } from '../devices/choose-device.ts';
import { findDevices } from '../devices/find-devices.ts';
import { SiteModelStore, type Waiter } from '../models/site-model-store.ts';
import { once } from '../once.ts';
import { engineMissing, usableThreads } from '../ort/load-ort.ts';
import type { MethodHandlers } from '../protocol/methods.ts';
import type { Start } from '../protocol/start.ts';
import { sha256 } from '../sha256.ts';
import { openVault } from '../vault/open-vault.ts';
import { RUNTIME_NAME } from '../version.ts';
import type { RunEngine, RunEngineOptions } from './run-engine.ts';
import { measureStorage } from './storage.ts';

const PREVIEW_BYTES = 64 * 2 ** 20;

export interface WorkerListener {
  onEvent(event: RunEvent): void;
  /** Nothing can run here any more. */
  onUnusable(problem: Problem): void;
}

/** Describes what there is from what the browser tells; a device is taken at the first run. */
export async function createWorkerRuntime(start: Start, listener: WorkerListener): Promise<MethodHandlers> {
  const findings = await findDevices(usableThreads());
  const vault = await openVault();
  const assets = createVaultAssetStore(vault, { budgetBytes: start.assetBudgetBytes });
  const previews = createMemoryAssetStore(PREVIEW_BYTES, sha256);
  let waiter: Waiter = { signal: { aborted: false }, onFetching() {} };
  const models = new SiteModelStore({ vault, listUrl: start.modelListUrl, waiter: () => waiter });
  let device = intendedDevice(start.device, findings);
  const engine = once(async () => {
    const opened = await openEngine({
      ...{ findings, device: start.device, version: start.version, models, assets, ...listener },
      previews: start.previews ? previews : null,
      onWaiter(next) {
        waiter = next;
      },
    });
    device = opened.device;
    return opened;
  });

  const devices = describeDevices(findings);
  return {
    describe: () => ({
      ...{ name: RUNTIME_NAME, version: start.version, devices },
      device: devices.find(({ id }) => id === device)!,
    }),
    submit: async (request) => (await engine()).submit(request as RunRequest),
    cancel: async (run) => (await engine()).cancel(run),
    putAsset: ({ bytes, mediaType }) => assets.put(bytes, mediaType),
    getAsset: async (hash) => (await previews.get(hash)) ?? assets.get(hash),
    // Whoever asks wants to run with it; a picture that passes is not there for runs.
    hasAsset: (hash) => assets.has(hash),
    assets: () => assets.list(),
    removeAsset: (hash) => assets.remove(hash),
    models: () => models.list(),
    removeModel: (name) => models.remove(name),
    storage: () => measureStorage(vault),
    diagnostics: async () => (await engine()).diagnostics(),
  };
}

async function openEngine(options: RunEngineOptions): Promise<RunEngine> {
  const { openRunEngine } = await import('./run-engine.ts').catch((error: Error) => {
    throw engineMissing(error.message);
  });
  return openRunEngine(options).catch((error: unknown) => {
    // Another worker may have more luck: a GPU that was lost takes a moment to come back.
    if (error instanceof ProblemError) options.onUnusable(error.problem);
    throw error;
  });
}
