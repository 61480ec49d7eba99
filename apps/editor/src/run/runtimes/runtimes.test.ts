import type { DeviceDescription } from '@latentgraph/graph-core';
import type { WebRuntime } from '@latentgraph/runtime-web';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BrowserDevice, readChoice, rememberChoice, rememberServer } from './choice.ts';
import { createRuntimes } from './runtimes.ts';
import { watchServer } from './watch-server.ts';

const SERVER = { url: 'http://127.0.0.1:9', token: 'secret' };
const ANOTHER = { url: 'http://127.0.0.1:10' };

/** What tabs of one browser share; Node 20 has none. */
function storage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

beforeEach(() => {
  vi.stubGlobal('localStorage', storage());
  vi.stubGlobal('location', { origin: 'http://127.0.0.1:1' });
});
afterEach(() => vi.unstubAllGlobals());

/** The runtimes of a tab just opened, and the browser devices that it has asked what they can do. */
function openTab() {
  const asked: BrowserDevice[] = [];
  const wasm: DeviceDescription = { id: 'wasm', available: true, reason: 'Runs on one thread.' };
  const runtimes = createRuntimes({
    own: undefined,
    createBrowserRuntime: (device) =>
      ({
        async describe() {
          asked.push(device);
          return { name: 'latentgraph', version: '1', device: wasm, devices: [wasm] };
        },
        close() {},
      }) as unknown as WebRuntime,
  });
  const urls = () => runtimes.store.getState().servers.map(({ url }) => url);
  return { runtimes, asked, urls };
}

describe('servers, in two tabs', () => {
  it('stay when the other tab chooses a device', () => {
    const { runtimes } = openTab();
    rememberServer(SERVER);
    runtimes.choose({ place: 'browser', device: 'wasm' });
    expect(readChoice()).toEqual({ choice: { place: 'browser', device: 'wasm' }, servers: [SERVER] });
  });

  it('stay when the other tab forgets one of its own', () => {
    rememberServer(ANOTHER);
    const { runtimes } = openTab();
    rememberServer(SERVER);
    runtimes.removeServer(ANOTHER.url);
    expect(readChoice()?.servers).toEqual([SERVER]);
  });

  it('do not come back when the other tab had not heard that they were forgotten', () => {
    rememberServer(SERVER);
    const [one, other] = [openTab(), openTab()];
    one.runtimes.removeServer(SERVER.url);
    other.runtimes.choose({ place: 'browser', device: 'wasm' });
    expect(readChoice()?.servers).toEqual([]);
  });

  it('are the same in both once somebody looks', async () => {
    rememberServer(ANOTHER);
    const { runtimes, urls } = openTab();
    openTab().runtimes.removeServer(ANOTHER.url);
    rememberServer(SERVER);
    await runtimes.refresh();
    expect(urls()).toEqual([SERVER.url]);
    expect(runtimes.server(SERVER.url)).toBeDefined();
  });

  it('stay chosen in the one when the other forgets them', async () => {
    rememberServer(SERVER);
    rememberChoice({ place: 'server', url: SERVER.url });
    const { runtimes, urls } = openTab();
    openTab().runtimes.removeServer(SERVER.url);
    await runtimes.refresh();
    expect([urls(), runtimes.current().url]).toEqual([[SERVER.url], SERVER.url]);
  });
});

describe('watching', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', { hidden: false });
  });
  afterEach(() => vi.useRealTimers());

  const watching = async () => {
    const tab = openTab();
    const refreshed = vi.spyOn(tab.runtimes, 'refreshChosen');
    watchServer(tab.runtimes, { isBusy: () => false, onAway() {} });
    await vi.advanceTimersByTimeAsync(60_000);
    return { ...tab, refreshed };
  };

  it('asks this browser once, where it is chosen', async () => {
    expect((await watching()).asked).toEqual(['auto']);
  });

  it('asks a server that is chosen again and again, and this browser never', async () => {
    rememberServer(SERVER);
    rememberChoice({ place: 'server', url: SERVER.url });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const { runtimes, asked, refreshed } = await watching();
    expect(asked).toEqual([]);
    expect(refreshed.mock.calls.length).toBeGreaterThan(2);
    expect(runtimes.store.getState().servers).toMatchObject([{ state: 'failed' }]);
  });
});
