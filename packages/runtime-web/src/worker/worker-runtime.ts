import type { Problem, RunEvent, RunRequest } from '@latentgraph/graph-core';
import { createMemoryAssetStore } from '@latentgraph/runtime-core';
import { createVaultAssetStore } from '../assets/vault-asset-store.ts';
import { openDevice } from '../compute/gpu/open-device.ts';
import { describeDevices } from '../devices/choose-device.ts';
import { findDevices } from '../devices/find-devices.ts';
import { takeDevice } from '../devices/take-device.ts';
import { SiteModelStore, type Waiter } from '../models/site-model-store.ts';
import { once } from '../once.ts';
import { engineMissing, usableThreads } from '../ort/load-ort.ts';
import type { MethodHandlers } from '../protocol/methods.ts';
import type { Start } from '../protocol/start.ts';
import { sha256 } from '../sha256.ts';
import { openVault } from '../vault/open-vault.ts';
import { RUNTIME_NAME } from '../version.ts';
import type { RunEngineOptions } from './run-engine.ts';
import { measureStorage } from './storage.ts';

const PREVIEW_BYTES = 64 * 2 ** 20;

export interface WorkerListener {
  onEvent(event: RunEvent): void;
  /** Nothing can run here any more. */
  onUnusable(problem: Problem): void;
}

/** @throws ProblemError when the device that was asked for is not there */
export async function createWorkerRuntime(start: Start, listener: WorkerListener): Promise<MethodHandlers> {
  const findings = await findDevices(usableThreads());
  const device = await takeDevice(start.device, findings, () => openDevice(listener.onUnusable));
  const vault = await openVault();
  const assets = createVaultAssetStore(vault, { budgetBytes: start.assetBudgetBytes });
  const previews = createMemoryAssetStore(PREVIEW_BYTES, sha256);
  let waiter: Waiter = { signal: { aborted: false }, onFetching() {} };
  const models = new SiteModelStore({ vault, listUrl: start.modelListUrl, waiter: () => waiter });
  const runtime = { name: RUNTIME_NAME, version: start.version, device: device.id };
  const engine = onceAsked({
    ...{ findings, device, runtime, models, assets, ...listener },
    previews: start.previews ? previews : null,
    onWaiter(next) {
      waiter = next;
    },
  });

  const devices = describeDevices(findings);
  return {
    describe: () => ({
      ...runtime,
      device: devices.find(({ id }) => id === device.id)!,
      devices: devices,
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

function onceAsked(options: RunEngineOptions) {
  return once(async () => {
    const { createRunEngine } = await import('./run-engine.ts').catch((error: Error) => {
      throw engineMissing(error.message);
    });
    return createRunEngine(options);
  });
}
