import { randomUUID } from 'node:crypto';
import { totalmem } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import {
  type FactLookup,
  type Registry,
  type RunEventBody,
  type Runtime,
  validate,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry, type NodeServices } from '@latentgraph/nodes';
import {
  cpuValueMemory,
  createCpuBackend,
  createMemoryAssetStore,
  createOutputSink,
  Engine,
  evaluateWith,
  FactCollector,
  importDocumentAssets,
  ModelLibrary,
  provenanceOf,
  type RunScope,
  SessionPool,
  workloadLimits,
} from '@latentgraph/runtime-core';
import { chooseDevice, type DeviceChoice, describeDevices, findDevices } from './devices/choose-device.ts';
import { sha256 } from './files/sha256.ts';
import { findHome, type Home, homeAt } from './home.ts';
import { createSharpCodec } from './images/sharp-codec.ts';
import { loadOrt } from './ort/load-ort.ts';
import { mostCellsInBatch } from './ort/session-options.ts';
import { diskSessions } from './ort/session-source.ts';
import { createDiskAssetStore } from './stores/disk-asset-store.ts';
import { DiskModelStore } from './stores/disk-model-store.ts';
import { RUNTIME_NAME, RUNTIME_VERSION } from './version.ts';

export interface LocalRuntimeOptions {
  /** Folder for models, assets and outputs; by default LATENTGRAPH_HOME or the platform's data folder. */
  readonly home?: string;
  /** Folder of named models; by default `models` in the home. */
  readonly modelsDirectory?: string;
  readonly device?: DeviceChoice;
  /** For operators on the CPU; by default one a core. */
  readonly threads?: number;
  /** Whether anybody looks at passing pictures; making them costs time. Off by default. */
  readonly previews?: boolean;
  readonly registry?: Registry;
}

/** A runtime in this process. */
export interface LocalRuntime extends Runtime {
  readonly home: Home;
  readonly models: DiskModelStore;
  /** Cancels what runs and frees the models. */
  close(): Promise<void>;
}

const PREVIEW_BYTES = 64 * 2 ** 20;
/** Of the machine's memory: weights of open sessions, and results kept between runs. */
const SESSION_SHARE = 0.6;
const CACHE_SHARE = 0.1;

/**
 * Runs workflows in this process, one after the other.
 *
 * @throws ProblemError when the device asked for is not available
 */
export async function createLocalRuntime(options: LocalRuntimeOptions = {}): Promise<LocalRuntime> {
  const home = options.home === undefined ? findHome() : homeAt(options.home);
  const choice = options.device ?? 'auto';
  const findings = await findDevices();
  const device = chooseDevice(choice, findings);
  const models = modelStore(home, [device.id], options.modelsDirectory);
  const library = new ModelLibrary(models, device.id);
  const assets = createDiskAssetStore(home.assets);
  const previews = createMemoryAssetStore(PREVIEW_BYTES, sha256);
  const images = createSharpCodec();
  // One run at a time: what happens while sessions open belongs to the latest.
  let emit: (event: RunEventBody) => void = () => {};
  const pool = new SessionPool(
    diskSessions({
      device: device.id,
      fallBack: choice === 'auto',
      ...(options.threads === undefined ? {} : { threads: options.threads }),
      locate: (model) => library.locate(model),
      warn: (problem) => emit({ type: 'warning', problem }),
    }),
    totalmem() * SESSION_SHARE,
  );

  async function services(scope: RunScope): Promise<NodeServices> {
    emit = scope.emit;
    const used = await library.used(scope.models);
    const warnings = [
      ...device.warnings,
      ...used.warnings,
      ...(await importDocumentAssets(scope.request.document, { assets, hashOf: sha256 })),
    ];
    for (const problem of warnings) emit({ type: 'warning', problem });
    const evaluate = evaluateWith(await loadOrt(), pool, {
      onLoading: ({ model, component }, progress) =>
        emit({ type: 'modelLoading', model: model.name, component, ...progress }),
      mostCellsInBatch: mostCellsInBatch(device.id),
    });
    const runtime = { name: RUNTIME_NAME, version: RUNTIME_VERSION, device: device.id };
    const provenance = once(() => provenanceOf(scope, used.models, runtime));
    return {
      ops: createCpuBackend(evaluate),
      models: library.access,
      sizeMultiplePx: used.sizeMultiplePx,
      images,
      assets,
      outputs: createOutputSink({
        ...{ images, assets, provenance, emit: scope.emit },
        previews: options.previews ? previews : null,
      }),
    };
  }

  const engine = new Engine({
    registry: options.registry ?? builtinRegistry,
    memory: cpuValueMemory,
    cacheBudgetBytes: totalmem() * CACHE_SHARE,
    limits: workloadLimits(totalmem()),
    device: device.id,
    facts: (request) => library.facts(request),
    services,
    newRunId: randomUUID,
    now: () => performance.now(),
    pause: async () => void (await setImmediate()),
  });

  const devices = describeDevices(findings);
  return {
    home,
    models,
    assets: {
      put: (bytes, mediaType) => assets.put(bytes, mediaType),
      get: async (hash) => (await previews.get(hash)) ?? assets.get(hash),
      // Whoever asks wants to run with it; a picture that passes is not there for runs.
      has: (hash) => assets.has(hash),
    },
    describe: async () => ({
      name: RUNTIME_NAME,
      version: RUNTIME_VERSION,
      device: devices.find(({ id }) => id === device.id)!,
      devices,
    }),
    submit: async (request) => engine.submit(request),
    events: (run, afterSeq) => engine.events(run, afterSeq),
    cancel: async (run) => engine.cancel(run),
    runs: async () => engine.runs(),
    async close() {
      await engine.dispose();
      await pool.dispose();
    },
  };
}

/** The store of named models, for listing and adding; `device` decides which operators will do. */
export function modelStore(
  home: Home,
  devices: readonly string[] = ['cpu'],
  directory = home.models,
): DiskModelStore {
  return new DiskModelStore({ directory, cacheDirectory: home.cache, devices });
}

/** Facts of the models that a document names, for checking its wires without a runtime. */
export async function createFactLookup(
  document: WorkflowDocument,
  {
    home = findHome(),
    registry = builtinRegistry,
  }: { readonly home?: Home; readonly registry?: Registry } = {},
): Promise<FactLookup> {
  const { id } = chooseDevice('auto', await findDevices());
  const library = new ModelLibrary(modelStore(home, [id]), id);
  const lookup = new FactCollector((request) => library.facts(request));
  validate(document, registry, { lookup });
  await lookup.fetchAsked();
  return lookup;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
