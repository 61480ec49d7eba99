import type { Problem, RunEvent, RunEventBody, RunRequest } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { createMemoryAssetStore, Engine, ModelLibrary, type PlanningScope } from '@latentgraph/runtime-core';
import { createVaultAssetStore } from '../assets/vault-asset-store.ts';
import type { ComputerOptions } from '../compute/computer.ts';
import { openDevice } from '../compute/gpu/open-device.ts';
import { createGpuComputer } from '../compute/gpu-computer.ts';
import { createWasmComputer } from '../compute/wasm-computer.ts';
import { describeDevices } from '../devices/choose-device.ts';
import { findDevices } from '../devices/find-devices.ts';
import { takeDevice } from '../devices/take-device.ts';
import { createBrowserCodec } from '../images/browser-codec.ts';
import { type Fetching, SiteModelStore } from '../models/site-model-store.ts';
import { usableThreads } from '../ort/load-ort.ts';
import type { MethodHandlers } from '../protocol/methods.ts';
import type { Start } from '../protocol/start.ts';
import { sha256 } from '../sha256.ts';
import { openVault } from '../vault/open-vault.ts';
import { RUNTIME_NAME } from '../version.ts';
import { cacheBudget, sessionBudget } from './budgets.ts';
import { endsUsefulness } from './ends-usefulness.ts';
import { createPause } from './pause.ts';
import { createServices } from './services.ts';
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
  const assets = createVaultAssetStore(vault);
  const previews = createMemoryAssetStore(PREVIEW_BYTES, sha256);
  // One run at a time: what happens while models load belongs to the latest.
  let current: PlanningScope = { signal: { aborted: false }, emit() {} };
  const models = new SiteModelStore({
    vault,
    listUrl: start.modelListUrl,
    waiter: () => ({ signal: current.signal, onFetching: (file) => current.emit(loadingEvent(file)) }),
  });
  const library = new ModelLibrary(models, device.id);
  const options: ComputerOptions = {
    threads: findings.threads,
    sessionBytes: sessionBudget(findings),
    locate: (model) => library.locate(model),
    onLoading: ({ model, component }, progress) =>
      current.emit({ type: 'modelLoading', model: model.name, component, ...progress }),
  };
  const computer =
    device.id === 'webgpu' ? createGpuComputer(device.gpu, options) : createWasmComputer(options);
  const runtime = { name: RUNTIME_NAME, version: start.version, device: device.id };
  const images = createBrowserCodec();
  const parts = { library, assets, images, runtime, ops: computer.ops, warnings: device.warnings };
  let tidied: Promise<void> | undefined;
  const engine = new Engine({
    registry: builtinRegistry,
    memory: computer.memory,
    cacheBudgetBytes: cacheBudget(findings),
    device: device.id,
    facts(request, scope) {
      current = scope;
      return library.facts(request);
    },
    services: createServices({ ...parts, previews: start.previews ? previews : null }),
    newRunId: () => crypto.getRandomValues(new BigUint64Array(2)).join('-'),
    now: () => performance.now(),
    pause: createPause(),
    tidy() {
      tidied = computer.tidy();
      return tidied;
    },
  });

  const devices = describeDevices(findings);
  return {
    describe: () => ({
      ...runtime,
      device: devices.find(({ id }) => id === device.id)!,
      devices: devices,
    }),
    submit(request) {
      const run = engine.submit(request as RunRequest);
      void tell(engine.events(run), listener);
      return run;
    },
    cancel: (run) => engine.cancel(run),
    putAsset: ({ bytes, mediaType }) => assets.put(bytes, mediaType),
    getAsset: async (hash) => (await previews.get(hash)) ?? assets.get(hash),
    hasAsset: async (hash) => (await previews.has(hash)) || assets.has(hash),
    assets: () => assets.list(),
    removeAsset: (hash) => assets.remove(hash),
    models: () => models.list(),
    removeModel: (name) => models.remove(name),
    storage: () => measureStorage(vault),
    async diagnostics() {
      await tidied;
      return computer.diagnostics();
    },
  };
}

/** Passes a run's events on, and says so when the run has made this worker useless. */
async function tell(events: AsyncIterable<RunEvent>, listener: WorkerListener): Promise<void> {
  for await (const event of events) {
    listener.onEvent(event);
    const fatal = event.type === 'failed' && event.problems.find(({ code }) => endsUsefulness(code));
    if (fatal) listener.onUnusable(fatal as Problem);
  }
}

function loadingEvent({ model, path, ...bytes }: Fetching): RunEventBody {
  return { type: 'modelLoading', model, component: path.split('/')[0]!, phase: 'fetching', ...bytes };
}
