import type { AssetStore, Problem, RunEvent, RunEventBody, RunRequest } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { Engine, ModelLibrary, type PlanningScope } from '@latentgraph/runtime-core';
import type { ComputerOptions } from '../compute/computer.ts';
import { openDevice } from '../compute/gpu/open-device.ts';
import { createGpuComputer } from '../compute/gpu-computer.ts';
import { createWasmComputer } from '../compute/wasm-computer.ts';
import type { DeviceChoice, DeviceId } from '../devices/device.ts';
import type { Findings } from '../devices/find-devices.ts';
import { type TakenDevice, takeDevice } from '../devices/take-device.ts';
import { createBrowserCodec } from '../images/browser-codec.ts';
import type { Fetching, SiteModelStore, Waiter } from '../models/site-model-store.ts';
import type { Diagnostics } from '../protocol/methods.ts';
import { RUNTIME_NAME } from '../version.ts';
import { cacheBudget, runLimits, sessionBudget } from './budgets.ts';
import { endsUsefulness } from './ends-usefulness.ts';
import { createPause } from './pause.ts';
import { createServices } from './services.ts';

export interface RunEngineOptions {
  readonly findings: Findings;
  readonly device: DeviceChoice;
  /** What pictures say they were made by. */
  readonly version: string;
  readonly models: SiteModelStore;
  readonly assets: AssetStore;
  /** Null when nobody looks. */
  readonly previews: AssetStore | null;
  /** Hears who wants model files from now on. */
  onWaiter(waiter: Waiter): void;
  onEvent(event: RunEvent): void;
  /** Nothing can run here any more. */
  onUnusable(problem: Problem): void;
}

export interface RunEngine {
  /** What runs compute on. */
  readonly device: DeviceId;
  submit(request: RunRequest): string;
  cancel(run: string): void;
  diagnostics(): Promise<Diagnostics>;
}

/**
 * All that it takes to run workflows. Loaded at the first run: pages and lists of models do without, and without the
 * GPU, which is taken here.
 *
 * @throws ProblemError when the device that was asked for is not there
 */
export async function openRunEngine(options: RunEngineOptions): Promise<RunEngine> {
  const { device, findings, onUnusable } = options;
  return createRunEngine(await takeDevice(device, findings, () => openDevice(onUnusable)), options);
}

function createRunEngine(device: TakenDevice, options: RunEngineOptions): RunEngine {
  const { findings, models, version, assets, previews } = options;
  const pause = createPause();
  // One run at a time: what happens while models load belongs to the latest.
  let current: PlanningScope = { signal: { aborted: false }, emit() {} };
  const library = new ModelLibrary(models, device.id);
  const computing: ComputerOptions = {
    threads: findings.threads,
    sessionBytes: sessionBudget(findings),
    locate: (model) => library.locate(model),
    onLoading: ({ model, component }, progress) =>
      current.emit({ type: 'modelLoading', model: model.name, component, ...progress }),
  };
  const computer =
    device.id === 'webgpu' ? createGpuComputer(device.gpu, computing) : createWasmComputer(computing);
  const runtime = { name: RUNTIME_NAME, version, device: device.id };
  const parts = { library, assets, previews, runtime, ops: computer.ops, warnings: device.warnings };
  let tidied: Promise<void> | undefined;
  const engine = new Engine({
    registry: builtinRegistry,
    memory: computer.memory,
    cacheBudgetBytes: cacheBudget(findings),
    limits: runLimits(findings),
    device: device.id,
    facts(request, scope) {
      current = scope;
      options.onWaiter({ signal: scope.signal, onFetching: (file) => scope.emit(loadingEvent(file)) });
      return library.facts(request);
    },
    services: createServices({ ...parts, images: createBrowserCodec() }),
    newRunId: () => crypto.getRandomValues(new BigUint64Array(2)).join('-'),
    now: () => performance.now(),
    pause,
    tidy() {
      tidied = computer.tidy();
      return tidied;
    },
  });

  return {
    device: device.id,
    submit(request) {
      const run = engine.submit(request);
      // Whoever asked shall know the run before its events come.
      void pause().then(() => tell(engine.events(run), options));
      return run;
    },
    cancel: (run) => engine.cancel(run),
    async diagnostics() {
      await tidied;
      return computer.diagnostics();
    },
  };
}

type Listener = Pick<RunEngineOptions, 'onEvent' | 'onUnusable'>;

/** Passes a run's events on, and says so when the run has made this worker useless. */
async function tell(events: AsyncIterable<RunEvent>, listener: Listener): Promise<void> {
  for await (const event of events) {
    listener.onEvent(event);
    const fatal = event.type === 'failed' && event.problems.find(({ code }) => endsUsefulness(code));
    if (fatal) listener.onUnusable(fatal);
  }
}

function loadingEvent({ model, path, ...bytes }: Fetching): RunEventBody {
  return { type: 'modelLoading', model, component: path.split('/')[0]!, phase: 'fetching', ...bytes };
}
