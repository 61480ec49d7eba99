import { failed, type Result, type Runtime } from '@latentgraph/graph-core';
import type { WebRuntime } from '@latentgraph/runtime-web';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type BrowserDevice,
  forgetServer,
  type RuntimeChoice,
  readChoice,
  rememberChoice,
  rememberServer,
} from './choice.ts';
import type { Place } from './place.ts';
import { explainUnreachable, parseServerAddress } from './server-address.ts';
import { ServerList, serverPlace } from './server-list.ts';
import { askStatus, type PlaceStatus, UNKNOWN } from './status.ts';

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

/** The runtimes that there are to choose from. */
export interface Runtimes {
  readonly store: StoreApi<RuntimesState>;
  /** Where the next run goes. */
  current(): Place;
  /** All that were used, the current one first. */
  places(): readonly Place[];
  server(url: string): Place | undefined;
  choose(choice: RuntimeChoice): void;
  /** Adds and chooses a server once it has answered. */
  addServer(address: string, token: string): Promise<Result<object>>;
  removeServer(url: string): void;
  /** Asks all of them how they are, those too that another tab has added. */
  refresh(): Promise<void>;
  /** Asks the one that runs are sent to. */
  refreshChosen(): Promise<void>;
  /** Ends the workers of browser devices that are neither chosen nor in use. */
  closeUnused(inUse: ReadonlySet<Runtime>): void;
}

export interface RuntimesOptions {
  createBrowserRuntime(device: BrowserDevice): WebRuntime;
  /** Origin of the server that this page came from. */
  readonly own: string | undefined;
}

const THIS_BROWSER: RuntimeChoice = { place: 'browser', device: 'auto' };

export function createRuntimes(options: RuntimesOptions): Runtimes {
  return new ChosenRuntimes(options);
}

class ChosenRuntimes implements Runtimes {
  readonly store: StoreApi<RuntimesState>;
  readonly #servers: ServerList;
  readonly #browsers = new Map<BrowserDevice, WebRuntime>();
  readonly #createBrowserRuntime: RuntimesOptions['createBrowserRuntime'];

  constructor({ createBrowserRuntime, own }: RuntimesOptions) {
    const remembered = readChoice();
    this.#createBrowserRuntime = createBrowserRuntime;
    this.#servers = new ServerList(own, remembered?.servers ?? []);
    const choice = this.#isThere(remembered?.choice) ?? this.#firstChoice();
    const servers = this.#statuses([]);
    this.store = createStore<RuntimesState>(() => ({ choice, browser: UNKNOWN, servers }));
  }

  current(): Place {
    const { choice } = this.store.getState();
    const server = choice.place === 'server' ? this.server(choice.url) : undefined;
    return server ?? this.#browser(choice.place === 'browser' ? choice.device : 'auto');
  }

  places(): readonly Place[] {
    const first = this.current();
    const browsers = [...this.#browsers.keys()].map((device) => this.#browser(device));
    const others = [...this.#servers.opened, ...browsers];
    return [first, ...others.filter(({ runtime }) => runtime !== first.runtime)];
  }

  server(url: string): Place | undefined {
    return this.#servers.place(url);
  }

  choose(choice: RuntimeChoice): void {
    this.store.setState({ choice });
    rememberChoice(choice);
    void this.refreshChosen();
  }

  async addServer(address: string, token: string): Promise<Result<object>> {
    const parsed = parseServerAddress(address);
    if (!parsed.ok) return parsed;
    const server = { url: parsed.url, ...(token === '' ? {} : { token }) };
    const status = await askStatus(serverPlace(server).runtime, UNKNOWN);
    if (status.problem) return failed([explainUnreachable(status.problem, location.origin)]);
    const { url } = server;
    const own = url === this.#servers.own;
    this.#servers.save(server);
    if (!own) rememberServer(server);
    const others = this.store.getState().servers.filter((it) => it.url !== url);
    const choice: RuntimeChoice = { place: 'server', url };
    this.store.setState({ choice, servers: [...others, { ...status, url, own }] });
    rememberChoice(choice);
    return { ok: true, warnings: [] };
  }

  removeServer(url: string): void {
    this.#servers.forget(url);
    forgetServer(url);
    const { choice, servers } = this.store.getState();
    this.store.setState({ servers: servers.filter((it) => it.url !== url) });
    if (choice.place === 'server' && choice.url === url) this.choose(THIS_BROWSER);
  }

  async refresh(): Promise<void> {
    this.#adoptServers();
    const { servers } = this.store.getState();
    await Promise.all([this.#refreshBrowser(), ...servers.map(({ url }) => this.#refreshServer(url))]);
  }

  refreshChosen(): Promise<void> {
    const { choice } = this.store.getState();
    return choice.place === 'browser' ? this.#refreshBrowser() : this.#refreshServer(choice.url);
  }

  closeUnused(inUse: ReadonlySet<Runtime>): void {
    const { choice } = this.store.getState();
    for (const [device, runtime] of this.#browsers) {
      if (inUse.has(runtime) || (choice.place === 'browser' && choice.device === device)) continue;
      runtime.close();
      this.#browsers.delete(device);
    }
  }

  #isThere(choice: RuntimeChoice | undefined): RuntimeChoice | undefined {
    return choice?.place === 'server' && !this.#servers.has(choice.url) ? undefined : choice;
  }

  /** A server that shows the editor has been started to run workflows. */
  #firstChoice(): RuntimeChoice {
    const { own } = this.#servers;
    return own === undefined ? THIS_BROWSER : { place: 'server', url: own };
  }

  #browser(device: BrowserDevice): Place {
    const runtime = this.#browsers.get(device) ?? this.#createBrowserRuntime(device);
    this.#browsers.set(device, runtime);
    return { kind: 'browser', name: 'This browser', runtime };
  }

  #adoptServers(): void {
    const saved = readChoice()?.servers;
    if (saved === undefined) return;
    const { choice, servers } = this.store.getState();
    this.#servers.adopt(saved, choice.place === 'server' ? choice.url : undefined);
    this.store.setState({ servers: this.#statuses(servers) });
  }

  /** Of all servers that there are, as far as they are known. */
  #statuses(known: readonly ServerStatus[]): readonly ServerStatus[] {
    const { own, urls } = this.#servers;
    return urls.map((url) => known.find((it) => it.url === url) ?? { ...UNKNOWN, url, own: url === own });
  }

  async #refreshBrowser(): Promise<void> {
    const { choice, browser } = this.store.getState();
    const { runtime } = this.#browser(choice.place === 'browser' ? choice.device : 'auto');
    const status = await askStatus(runtime, browser);
    // The answer of a device that is no longer chosen comes too late.
    if (this.store.getState().choice === choice) this.store.setState({ browser: status });
  }

  async #refreshServer(url: string): Promise<void> {
    const before = this.store.getState().servers.find((it) => it.url === url);
    const place = this.server(url);
    if (before === undefined || place === undefined) return;
    const { own } = before;
    const status = await askStatus(place.runtime, before);
    const problem =
      status.problem && !own ? explainUnreachable(status.problem, location.origin) : status.problem;
    const shown = { ...status, url, own, ...(problem === undefined ? {} : { problem }) };
    this.store.setState((state) => ({ servers: state.servers.map((it) => (it.url === url ? shown : it)) }));
  }
}
