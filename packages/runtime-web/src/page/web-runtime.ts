import type { AssetStore, ModelStore, RunRequest, Runtime } from '@latentgraph/graph-core';
import type { StoredAsset } from '../assets/vault-asset-store.ts';
import type { DeviceChoice } from '../devices/device.ts';
import type {
  Diagnostics,
  MethodInput,
  MethodName,
  StorageUse,
  WebModelSummary,
} from '../protocol/methods.ts';
import { RUNTIME_VERSION } from '../version.ts';
import { runtimeClosed } from './problems.ts';
import { RunLogs } from './run-logs.ts';
import { WorkerLink } from './worker-link.ts';

export interface WebRuntimeOptions {
  /**
   * Starts a module worker whose program imports `@latentgraph/runtime-web/worker`. Called at the first use, and
   * again whenever a worker was lost.
   */
  worker(): Worker;
  /** Address of the site's `models.json`, absolute. */
  readonly modelListUrl: string;
  /** By default `auto`: a GPU, or WebAssembly where there is none. */
  readonly device?: DeviceChoice;
  /** Whether anybody looks at passing pictures; making them costs time. Off by default. */
  readonly previews?: boolean;
  /**
   * For pages that keep pictures themselves: above so many bytes, pictures that went into runs or came out of them are
   * forgotten, those that were used longest ago first and none of the last minutes. By default all are kept.
   */
  readonly assetBudgetBytes?: number;
}

/** A runtime in a worker of this page. */
export interface WebRuntime extends Runtime {
  readonly assets: WebAssets;
  readonly models: WebModels;
  storage(): Promise<StorageUse>;
  diagnostics(): Promise<Diagnostics>;
  /** Ends the worker and what runs in it; the next use starts another. */
  close(): void;
}

/** Pictures that went into runs or came out of them. */
export interface WebAssets extends AssetStore {
  list(): Promise<readonly StoredAsset[]>;
  /** Deletes a picture from what the browser keeps; what is not there is no error. */
  remove(hash: string): Promise<void>;
}

export interface WebModels extends ModelStore {
  list(): Promise<readonly WebModelSummary[]>;
  /** Deletes what the browser keeps of a model; it is fetched again when it is needed. */
  remove(name: string): Promise<void>;
}

/** Runs workflows in this tab, one after the other, off the page's own thread. */
export function createWebRuntime(options: WebRuntimeOptions): WebRuntime {
  const logs = new RunLogs();
  let link: WorkerLink | undefined;

  function openLink(): WorkerLink {
    const { modelListUrl, device = 'auto', previews = false, assetBudgetBytes } = options;
    return new WorkerLink(options.worker(), {
      start: { modelListUrl, device, previews, assetBudgetBytes, version: RUNTIME_VERSION },
      onEvent: (event) => logs.append(event),
      onLost(problem) {
        link = undefined;
        logs.failActive(problem);
      },
    });
  }

  function call<Name extends MethodName>(method: Name, input: MethodInput<Name>) {
    link ??= openLink();
    return link.call(method, input);
  }

  async function submit(request: RunRequest): Promise<string> {
    const { document, targets, overrides } = request;
    const run = await call('submit', {
      document,
      ...(targets === undefined ? {} : { targets: [...targets] }),
      ...(overrides === undefined ? {} : { overrides: { ...overrides } }),
    });
    logs.add(run, document.name);
    return run;
  }

  return {
    describe: () => call('describe', {}),
    submit,
    events: (run, afterSeq) => logs.events(run, afterSeq),
    async cancel(run) {
      if (logs.isActive(run)) await call('cancel', run);
    },
    runs: async () => logs.list(),
    assets: {
      put: (bytes, mediaType) => call('putAsset', { bytes: new Uint8Array(bytes), mediaType }),
      get: (hash) => call('getAsset', hash),
      has: (hash) => call('hasAsset', hash),
      list: () => call('assets', {}),
      remove: (hash) => call('removeAsset', hash),
    },
    models: {
      list: () => call('models', {}),
      remove: (name) => call('removeModel', name),
    },
    storage: () => call('storage', {}),
    diagnostics: () => call('diagnostics', {}),
    close: () => link?.lose(runtimeClosed()),
  };
}
