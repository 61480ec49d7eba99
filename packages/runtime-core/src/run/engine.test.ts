import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  type AnyNodeDefinition,
  Cancelled,
  createRegistry,
  defineType,
  MAIN_GRAPH,
  type ModelFacts,
  ProblemError,
  type RunEvent,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import type { NodeServices } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Engine, type PlanningScope } from './engine.ts';
import { cpuValueMemory } from './value-memory.ts';
import { workloadLimits } from './workload-limits.ts';

const number = defineType({ name: 'number', phrase: 'a number', description: '', color: '#fff' });

/** Waits as long as the test says, and asks for facts of the model that its param names. */
function workNode(work: (name: string) => Promise<void>): AnyNodeDefinition {
  return {
    ...{ type: 'Work', version: 1, title: 'Work', category: 'Test', summary: '', effect: true },
    ...{ inputs: {}, outputs: {} },
    params: z.object({ name: z.string().default(''), model: z.string().default('') }),
    check({ params, lookup }) {
      const found = lookup.model((params as { model: string }).model, undefined);
      return found.known || !found.problem ? [] : [found.problem];
    },
    async run({ params }) {
      await work((params as { name: string }).name);
      return {};
    },
  };
}

function document(name: string, params: Record<string, string> = {}): WorkflowDocument {
  const node = { type: 'Work', version: 1, params: { name, ...params }, position: { x: 0, y: 0 } };
  return {
    format: 'latentgraph',
    version: 1,
    name,
    graphs: { [MAIN_GRAPH]: { nodes: { work: node }, edges: [] } },
  };
}

function engineFor(
  work: (name: string) => Promise<void>,
  facts?: (name: string, scope: PlanningScope) => ModelFacts | Promise<ModelFacts>,
  tidy?: () => Promise<void>,
) {
  const ids = Array.from({ length: 200 }, (_, index) => `run-${index + 1}`).values();
  return new Engine({
    registry: createRegistry([number], [workNode(work)]),
    memory: cpuValueMemory,
    cacheBudgetBytes: 1000,
    limits: workloadLimits(2 ** 30),
    device: 'test',
    facts: async ({ name }, scope) => (await facts?.(name, scope)) ?? { known: true, components: {} },
    services: async ({ request }) => {
      if (request.document.name === 'no services') {
        throw new ProblemError({ code: 'no-services', message: 'None.', remedy: 'Wait.' });
      }
      return {} as NodeServices;
    },
    newRunId: () => ids.next().value!,
    now: () => 0,
    pause: async () => {},
    ...(tidy && { tidy }),
  });
}

async function typesOf(events: AsyncIterable<RunEvent>): Promise<string[]> {
  const types: string[] = [];
  for await (const event of events) types.push(event.type);
  return types;
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    collect();
  }
}

const WHOLE_RUN = ['queued', 'started', 'nodeStarted', 'nodeFinished', 'finished'];

describe('Engine', () => {
  it('runs one after the other, in the order of asking', async () => {
    const log: string[] = [];
    const engine = engineFor(async (name) => {
      log.push(`begin ${name}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      log.push(`end ${name}`);
    });
    const [first, second] = [
      engine.submit({ document: document('a') }),
      engine.submit({ document: document('b') }),
    ];
    expect(engine.runs().map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect(await Promise.all([typesOf(engine.events(first)), typesOf(engine.events(second))])).toEqual([
      WHOLE_RUN,
      WHOLE_RUN,
    ]);
    expect(log).toEqual(['begin a', 'end a', 'begin b', 'end b']);
    expect(engine.runs()).toEqual([
      { run: first, state: 'finished', name: 'a' },
      { run: second, state: 'finished', name: 'b' },
    ]);
  });

  it('ends a waiting run at once when it is cancelled, and a running one between units', async () => {
    const began: string[] = [];
    const twoNodes = document('a');
    const { nodes } = twoNodes.graphs[MAIN_GRAPH];
    nodes['work-2'] = nodes.work!;
    let release = () => {};
    const engine = engineFor(async (name) => {
      began.push(name);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    const [first, second] = [
      engine.submit({ document: twoNodes }),
      engine.submit({ document: document('b') }),
    ];
    engine.cancel(second);
    expect(await typesOf(engine.events(second))).toEqual(['queued', 'cancelled']);
    while (began.length === 0) await new Promise((resolve) => setImmediate(resolve));
    engine.cancel(first);
    release();
    expect((await typesOf(engine.events(first))).at(-1)).toBe('cancelled');
    expect(began).toEqual(['a']);
  });

  it('plans with the facts of the models that nodes ask about', async () => {
    const asked: string[] = [];
    const problem = { code: 'model-unknown', message: "There is no model 'gone'.", remedy: 'Add it.' };
    const engine = engineFor(
      async () => {},
      (name) => {
        asked.push(name);
        return name === 'gone' ? { known: false, problem } : { known: true, components: {} };
      },
    );
    const run = engine.submit({ document: document('a', { model: 'gone' }) });
    const events: RunEvent[] = [];
    for await (const event of engine.events(run)) events.push(event);
    expect(asked).toEqual(['gone']);
    expect(events.at(-1)).toMatchObject({ type: 'failed', problems: [{ ...problem, node: 'work' }] });
    const good = engine.submit({
      document: document('a', { model: 'gone' }),
      overrides: { 'work.model': 'there' },
    });
    expect(await typesOf(engine.events(good))).toEqual(WHOLE_RUN);
    expect(asked).toEqual(['gone', 'there']);
  });

  it('ends a run that is cancelled while it waits for facts, and tells what happens meanwhile', async () => {
    const loading = {
      model: 'far',
      component: 'unet',
      phase: 'fetching',
      loadedBytes: 1,
      totalBytes: 2,
    } as const;
    const engine = engineFor(
      async () => {},
      async (_, { signal, emit }) => {
        emit({ type: 'modelLoading', ...loading });
        while (!signal.aborted) await new Promise((resolve) => setImmediate(resolve));
        throw new Cancelled();
      },
    );
    const run = engine.submit({ document: document('a', { model: 'far' }) });
    setTimeout(() => engine.cancel(run), 5);
    expect(await typesOf(engine.events(run))).toEqual(['queued', 'modelLoading', 'cancelled']);
  });

  it('tidies up after each run, before the next begins', async () => {
    const log: string[] = [];
    const engine = engineFor(
      async (name) => void log.push(name),
      undefined,
      async () => {
        await new Promise((resolve) => setImmediate(resolve));
        log.push('tidy');
      },
    );
    const runs = ['a', 'no services', 'b'].map((name) => engine.submit({ document: document(name) }));
    await Promise.all(runs.map((run) => typesOf(engine.events(run))));
    await engine.dispose();
    expect(log).toEqual(['a', 'tidy', 'tidy', 'b', 'tidy']);
  });

  it('goes on with the next run when tidying up fails', async () => {
    const engine = engineFor(
      async () => {},
      undefined,
      () => Promise.reject(new Error('The GPU is gone.')),
    );
    const runs = ['a', 'b'].map((name) => engine.submit({ document: document(name) }));
    for (const run of runs) expect((await typesOf(engine.events(run))).at(-1)).toBe('finished');
  });

  it('reports what is wrong with a run as its end', async () => {
    const engine = engineFor(() => Promise.reject(new Error('broken')));
    const unplannable = engine.submit({ document: document('a'), targets: ['nobody'] });
    expect(await typesOf(engine.events(unplannable))).toEqual(['queued', 'failed']);
    const unserved = engine.submit({ document: document('no services') });
    expect(await typesOf(engine.events(unserved))).toEqual(['queued', 'started', 'failed']);
    const crashing = engine.submit({ document: document('a') });
    expect((await typesOf(engine.events(crashing))).slice(-2)).toEqual(['nodeFailed', 'failed']);
    expect(engine.runs().map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
  });

  it('lets go of a request when its run has ended, and of old runs with many events', async () => {
    const engine = engineFor(async () => {});
    const requests: WeakRef<object>[] = [];
    const runs: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      const request = { document: document(`run ${index}`) };
      requests.push(new WeakRef(request.document));
      runs.push(engine.submit(request));
    }
    await Promise.all(runs.map((run) => typesOf(engine.events(run))));
    await engine.dispose();
    await collectGarbage();
    expect(requests.filter((request) => request.deref() !== undefined).length).toBeLessThan(5);
    expect(engine.runs().map(({ name }) => name)).toEqual(runs.map((_, index) => `run ${index}`));
  });

  it('knows no run that was never submitted, and forgets the oldest of many', async () => {
    const engine = engineFor(async () => {});
    expect(() => engine.events('run-0')).toThrow("There is no run 'run-0'");
    for (let index = 0; index < 105; index += 1) {
      await typesOf(engine.events(engine.submit({ document: document('a') })));
    }
    expect(engine.runs().length).toBeLessThanOrEqual(101);
    expect(() => engine.cancel('run-1')).toThrow('There is no run');
  });
});
