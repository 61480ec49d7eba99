import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAIN_GRAPH, type WorkflowDocument } from '../document/schema.ts';
import { type Plan, plan } from '../plan/plan.ts';
import { randomGraph } from '../testing/random-graph.ts';
import { interpret } from '../testing/reference-interpreter.ts';
import { runToys, toysWith } from '../testing/run-toys.ts';
import { toy, toyRegistry } from '../testing/toy-nodes.ts';
import { createCache } from './cache.ts';
import { contentKeys } from './keys.ts';

const SEED = 20_26;
const RUNS = { seed: SEED, numRuns: 400 };

const graphs = fc.array(fc.nat(1000), { minLength: 20, maxLength: 120 }).map(randomGraph);

/** The toys, with every run of every node written down, and every save under its node. */
function watchedToys() {
  const saved: Record<string, unknown[]> = {};
  const runs: Record<string, number> = {};
  const note = (node: string) => {
    runs[node] = (runs[node] ?? 0) + 1;
  };
  const watched = [...toyRegistry.nodes.values()]
    .filter((definition) => !definition.zone)
    .map((definition) =>
      toy({
        ...definition,
        run: (context) => {
          note(context.node);
          if (definition.type === 'Save')
            saved[context.node] = [...(saved[context.node] ?? []), context.inputs.value];
          return definition.run!(context as never);
        },
        ...(definition.coalesce && {
          coalesce: {
            ...definition.coalesce,
            runTogether: (contexts) => {
              for (const { node } of contexts) note(node);
              return definition.coalesce!.runTogether(contexts as never);
            },
          },
        }),
      }),
    );
  return { saved, runs, registry: toysWith(...watched) };
}

function planOf(document: WorkflowDocument): Plan {
  const planned = plan(document, toyRegistry);
  if (!planned.ok) throw new Error(planned.problems.map((found) => found.message).join('\n'));
  return planned.plan;
}

describe('plans of random graphs', () => {
  test('hold every node that is needed, and each after what feeds it', () => {
    fc.assert(
      fc.property(graphs, (document) => {
        const { nodes } = planOf(document);
        const planned = new Set(nodes.map((node) => node.id));
        const run = Object.keys(interpret(document).runs);
        expect(run.filter((id) => !planned.has(id))).toEqual([]);
        for (const node of nodes) {
          const sources = node.inputs.flatMap((input) => input.sources.map((source) => source.node));
          expect(sources.filter((source) => source >= node.index)).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('name results by content: other ids, titles, places, zones and orders in the file change no key', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (document) => {
        const keys = await keysById(document, (id) => id);
        expect(await keysById(renamed(document), (id) => id.replace(/^other-/, ''))).toEqual(keys);
      }),
      RUNS,
    );
  });
});

describe('runs of random graphs', () => {
  test('run just the nodes, just as often, and give just the values of a plain interpreter', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (document) => {
        const { saved, runs, registry } = watchedToys();
        const { outcome } = await runToys(document, { registry }, createCache({ budgetBytes: 0 }));
        expect(outcome).toBe('finished');
        expect({ saved, runs }).toEqual(interpret(document));
      }),
      RUNS,
    );
  });

  test('give the same from a cache, whatever is still in it', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.nat(12), async (document, results) => {
        const cache = createCache({ budgetBytes: results * 64 });
        await runToys(
          document,
          { targets: Object.keys(document.graphs.main.nodes).filter(isNotBypassed(document)) },
          cache,
        );
        const { saved, runs, registry } = watchedToys();
        await runToys(document, { registry }, cache);
        const reference = interpret(document);
        expect(saved).toEqual(reference.saved);
        for (const node of Object.keys(runs)) expect(runs[node]).toBeLessThanOrEqual(reference.runs[node]!);
      }),
      RUNS,
    );
  });

  test('hold nothing when they are over', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (document) => {
        const held = new Map<unknown, number>();
        const change = (value: unknown, by: number) => void held.set(value, (held.get(value) ?? 0) + by);
        const memory = {
          retain: (value: unknown) => change(value, 1),
          release: (value: unknown) => change(value, -1),
          settle() {},
          sizeBytes: () => 1,
        };
        const cache = createCache({ budgetBytes: 10, memory });
        await runToys(document, { memory }, cache);
        cache.clear();
        expect([...held.values()].filter((count) => count !== 0)).toEqual([]);
      }),
      RUNS,
    );
  });
});

function isNotBypassed(document: WorkflowDocument) {
  return (id: string) => document.graphs[MAIN_GRAPH].nodes[id]!.mode !== 'bypass';
}

async function keysById(document: WorkflowDocument, nameOf: (id: string) => string) {
  const planned = planOf(document);
  const keys = await contentKeys(planned, null);
  return new Map(planned.nodes.map((node) => [nameOf(node.id), keys[node.index]] as const));
}

/** The same workflow under other names, moved, and written down backwards. */
function renamed(document: WorkflowDocument): WorkflowDocument {
  const { nodes, edges } = document.graphs[MAIN_GRAPH];
  const records = Object.entries(nodes).map(([id, record]) => {
    const { zone } = record.params;
    const params = zone === undefined ? record.params : { ...record.params, zone: `other-${zone}` };
    return [`other-${id}`, { ...record, params, title: 'Moved', position: { x: 5, y: -5 } }] as const;
  });
  const wires = edges.map(({ from, to }) => ({
    from: { ...from, node: `other-${from.node}` },
    to: { ...to, node: `other-${to.node}` },
  }));
  const main = { nodes: Object.fromEntries(records.reverse()), edges: wires.reverse() };
  return { ...document, graphs: { main } };
}
