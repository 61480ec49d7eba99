import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRunMemory } from './run-memory.ts';
import type { ServerRun } from './server-run.ts';
import { workflowOf } from './testing/documents.ts';

function serverRun(key: string, askedAt: number): ServerRun {
  const document = workflowOf({ noise: ['Noise'] });
  const about = {
    key,
    batch: key,
    workflow: 'workflow',
    document,
    targets: undefined,
    seeds: {},
    place: 'Server',
  };
  return {
    key,
    url: 'http://server.example',
    run: key,
    asked: { ...about, live: false, askedAt, submitted: true },
  };
}

/** The store of runs, in memory. */
function createStore(fault?: Error) {
  const runs = new Map<string, ServerRun>();
  return {
    runs,
    async put(_: string, run: unknown): Promise<never> {
      if (fault) throw fault;
      runs.set((run as ServerRun).key, run as ServerRun);
      return undefined as never;
    },
    async delete(_: string, key: unknown) {
      if (fault) throw fault;
      runs.delete(key as string);
    },
    async getAll(): Promise<never[]> {
      if (fault) throw fault;
      return [...runs.values()] as never[];
    },
  };
}

describe('remembering runs at servers', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('works on pages without locks', async () => {
    vi.stubGlobal('navigator', {});
    const store = createStore();
    const memory = createRunMemory(async () => store);
    await memory.remember(serverRun('late', 2));
    await memory.remember(serverRun('early', 1));
    expect((await memory.takeUp()).map(({ key }) => key)).toEqual(['early', 'late']);
    await memory.forget('late');
    expect([...store.runs.keys()]).toEqual(['early']);
  });

  it('never fails: what the browser does not keep is forgotten with the page', async () => {
    vi.stubGlobal('navigator', {});
    const full = new DOMException('No room.', 'QuotaExceededError');
    for (const store of [createStore(full), undefined]) {
      const memory = createRunMemory(async () => store);
      await memory.remember(serverRun('a', 1));
      await memory.forget('a');
      expect(await memory.takeUp()).toEqual([]);
    }
  });

  it('forgets a run that ended before it was written down', async () => {
    vi.stubGlobal('navigator', {});
    const store = createStore();
    let open = (_: typeof store) => {};
    const opening = new Promise<typeof store>((resolve) => (open = resolve));
    const memory = createRunMemory(() => opening);
    const done = Promise.all([memory.remember(serverRun('a', 1)), memory.forget('a')]);
    open(store);
    await done;
    expect([...store.runs.keys()]).toEqual([]);
  });
});
