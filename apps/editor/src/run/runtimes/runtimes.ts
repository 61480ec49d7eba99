import { createHttpRuntime } from '@latentgraph/client';
import {
  failed,
  type Problem,
  ProblemError,
  problem,
  type Result,
  type Runtime,
  type RuntimeDescription,
} from '@latentgraph/graph-core';
import type { WebRuntime } from '@latentgraph/runtime-web';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type BrowserDevice,
  type RuntimeChoice,
  readChoice,
  rememberChoice,
  type SavedServer,
} from './choice.ts';
import { explainUnreachable, parseServerAddress } from './server-address.ts';

export interface PlaceStatus {
  readonly state: 'unknown' | 'asking' | 'ready' | 'failed';
  /** What it said the last time it answered. */
  readonly description?: RuntimeDescription;
  /** Why it does not answer. */
  readonly problem?: Problem;
}

export interface ServerStatus extends PlaceStatus {
  readonly url: string;
  /** Whether this page came from it. */
  readonly own: boolean;
}

export interface RuntimesState {
  readonly choice: RuntimeChoice;
  readonly browser: PlaceStatus;
  readonly servers: readonly ServerStatus[];
}

/** A runtime with its name. */
export interface Place {
  readonly kind: 'browser' | 'server';
  /** `This browser`, or the host of a server. */
  readonly name: string;
  /** Origin of a server. */
  readonly url?: string;
  readonly runtime: Runtime;
}

/** The runtimes that there are to choose from. */
export interface Runtimes {
  readonly store: StoreApi<RuntimesState>;
  /** Where the next run goes. */
  current(): Place;
  /** All that were used or added, the current one first. */
  places(): readonly Place[];
  server(url: string): Place | undefined;
  choose(choice: RuntimeChoice): void;
  /** Adds and chooses a server once it has answered. */
  addServer(address: string, token: string): Promise<Result<object>>;
  removeServer(url: string): void;
  /** Asks all of them how they are. */
  refresh(): Promise<void>;
  refreshChosen(): Promise<void>;
  /** Ends the workers of browser devices that are neither chosen nor in use. */
  closeUnused(inUse: ReadonlySet<Runtime>): void;
}

export interface RuntimesOptions {
  createBrowserRuntime(device: BrowserDevice): WebRuntime;
  /** Origin of the server that this page came from. */
  readonly own: string | undefined;
}

const UNKNOWN: PlaceStatus = { state: 'unknown' };

export function createRuntimes({ createBrowserRuntime, own }: RuntimesOptions): Runtimes {
  const remembered = readChoice();
  const saved: SavedServer[] = [...(remembered?.servers ?? [])].filter(({ url }) => url !== own);
  const known = (url: string) => url === own || saved.some((server) => server.url === url);
  const browsers = new Map<BrowserDevice, WebRuntime>();
  const servers = new Map<string, Place>();

  const store = createStore<RuntimesState>(() => ({
    choice: firstChoice(),
    browser: UNKNOWN,
    servers: [...(own === undefined ? [] : [own]), ...saved.map(({ url }) => url)].map((url) => ({
      ...UNKNOWN,
      ...{ url, own: url === own },
    })),
  }));

  function firstChoice(): RuntimeChoice {
    const before = remembered?.choice;
    if (before && (before.place === 'browser' || known(before.url))) return before;
    return own === undefined ? { place: 'browser', device: 'auto' } : { place: 'server', url: own };
  }

  function browserPlace(device: BrowserDevice): Place {
    let runtime = browsers.get(device);
    if (runtime === undefined) {
      runtime = createBrowserRuntime(device);
      browsers.set(device, runtime);
    }
    return { kind: 'browser', name: 'This browser', runtime };
  }

  function server(url: string): Place | undefined {
    if (!known(url)) return undefined;
    let place = servers.get(url);
    if (place === undefined) {
      const token = saved.find((it) => it.url === url)?.token;
      place = serverPlace(url, token);
      servers.set(url, place);
    }
    return place;
  }

  function current(): Place {
    const { choice } = store.getState();
    const place = choice.place === 'server' ? server(choice.url) : undefined;
    return place ?? browserPlace(choice.place === 'browser' ? choice.device : 'auto');
  }

  function remember(): void {
    rememberChoice({ choice: store.getState().choice, servers: saved });
  }

  function setServer(url: string, status: PlaceStatus): void {
    store.setState((state) => ({
      servers: state.servers.map((it) => (it.url === url ? { url, own: it.own, ...status } : it)),
    }));
  }

  async function askBrowser(): Promise<void> {
    const { choice, browser } = store.getState();
    const device = choice.place === 'browser' ? choice.device : 'auto';
    const status = await ask(browserPlace(device).runtime, browser, (status) =>
      store.setState({ browser: status }),
    );
    store.setState({ browser: status });
  }

  async function askServer(url: string): Promise<void> {
    const before = store.getState().servers.find((it) => it.url === url);
    const place = server(url);
    if (before === undefined || place === undefined) return;
    const status = await ask(place.runtime, before, (status) => setServer(url, status));
    const { problem: found } = status;
    setServer(
      url,
      found && url !== own ? { ...status, problem: explainUnreachable(found, own, location.origin) } : status,
    );
  }

  function refreshChosen(): Promise<void> {
    const { choice } = store.getState();
    return choice.place === 'browser' ? askBrowser() : askServer(choice.url);
  }

  return {
    store,
    current,
    places() {
      const first = current();
      const others = [...servers.values(), ...[...browsers.keys()].map(browserPlace)];
      return [first, ...others.filter(({ runtime }) => runtime !== first.runtime)];
    },
    server,
    choose(choice) {
      store.setState({ choice });
      remember();
      void refreshChosen();
    },
    async addServer(address, token) {
      const parsed = parseServerAddress(address);
      if (!parsed.ok) return parsed;
      const { url } = parsed;
      const place = serverPlace(url, token === '' ? undefined : token);
      const status = await ask(place.runtime, UNKNOWN);
      if (status.problem) return failed([explainUnreachable(status.problem, own, location.origin)]);
      if (url !== own) {
        const index = saved.findIndex((it) => it.url === url);
        if (index >= 0) saved.splice(index, 1);
        saved.push({ url, ...(token === '' ? {} : { token }) });
        servers.set(url, place);
      }
      const others = store.getState().servers.filter((it) => it.url !== url);
      const choice: RuntimeChoice = { place: 'server', url };
      store.setState({ choice, servers: [...others, { ...status, url, own: url === own }] });
      remember();
      return { ok: true, warnings: [] };
    },
    removeServer(url) {
      const index = saved.findIndex((it) => it.url === url);
      if (index < 0) return;
      saved.splice(index, 1);
      servers.delete(url);
      const { choice, servers: statuses } = store.getState();
      store.setState({
        servers: statuses.filter((it) => it.url !== url),
        ...(choice.place === 'server' && choice.url === url
          ? { choice: { place: 'browser', device: 'auto' } }
          : {}),
      });
      remember();
    },
    refreshChosen,
    async refresh() {
      await Promise.all([askBrowser(), ...store.getState().servers.map(({ url }) => askServer(url))]);
    },
    closeUnused(inUse) {
      const { choice } = store.getState();
      for (const [device, runtime] of browsers) {
        if (inUse.has(runtime) || (choice.place === 'browser' && choice.device === device)) continue;
        runtime.close();
        browsers.delete(device);
      }
    },
  };
}

function serverPlace(url: string, token: string | undefined): Place {
  const runtime = createHttpRuntime(token === undefined ? { url } : { url, token });
  return { kind: 'server', name: new URL(url).host, url, runtime };
}

async function ask(
  runtime: Runtime,
  before: PlaceStatus,
  onAsking?: (status: PlaceStatus) => void,
): Promise<PlaceStatus> {
  if (before.state === 'unknown') onAsking?.({ ...before, state: 'asking' });
  try {
    return { state: 'ready', description: await runtime.describe() };
  } catch (error) {
    const { description } = before;
    const status: PlaceStatus = { state: 'failed', problem: problemOf(error) };
    return description === undefined ? status : { ...status, description };
  }
}

/** What a runtime threw, as something to show. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem({
    code: 'runtime-crashed',
    message: `The runtime failed unexpectedly: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Run again. If it happens once more, please report it with the workflow file.',
  });
}
