import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkWorkflow, type RunEvent, validate } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { createLocalRuntime, type LocalRuntime } from '@latentgraph/runtime-node';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runnableExamples } from '../support/examples.ts';

/** Codes of problems that stand for a fault of the program. */
const CRASHES = new Set(['node-crashed', 'run-crashed']);

const DOCUMENTS = 1000;
const SEED = 20_240_601;
/** Runs that go on for longer are cancelled; that, too, must end well. */
const PATIENCE_MS = 1500;

type Json = Record<string, unknown>;

interface LooseWorkflow {
  graphs: { main: { nodes: Record<string, Json & { params: Json }>; edges: LooseEdge[] } };
}

interface LooseEdge {
  from: { node: string; port: string };
  to: { node: string; port: string };
}

/** The examples, on the micro model, small and short. */
const examples = runnableExamples.map((name) => {
  const document = JSON.parse(readFileSync(join('examples', `${name}.json`), 'utf8')) as LooseWorkflow;
  for (const { type, params } of Object.values(document.graphs.main.nodes)) {
    if (type === 'Checkpoint') params.model = 'micro';
    if (type === 'Schedule' && params.steps !== undefined) params.steps = 3;
  }
  return document;
});

const nodeTypes = [...builtinRegistry.nodes.keys()];

/** Values that a file from a stranger may hold anywhere; sizes stay small so that runs stay short. */
const hostileValue = fc.oneof(
  fc.constantFrom<unknown>(
    -1,
    0,
    0.5,
    1,
    2,
    7,
    64,
    1e308,
    -0,
    '',
    'auto',
    '__proto__',
    'constructor',
    null,
    true,
  ),
  fc.constantFrom<unknown>([], {}, [{ name: 'latent', type: 'latent' }], { nested: { deeply: [1, 2, 3] } }),
  fc.constantFrom<unknown>(
    '18446744073709551616',
    '../../etc/passwd',
    '#12',
    'karras',
    'increment',
    'random',
  ),
  fc.string({ maxLength: 40 }),
  fc.double(),
);

const mutation = fc.record({
  kind: fc.constantFrom(
    'param',
    'param',
    'type',
    'rewire',
    'rewire',
    'unwire',
    'remove',
    'mode',
    'duplicate',
  ),
  at: fc.nat(),
  to: fc.nat(),
  value: hostileValue,
});

const hostileDocument = fc
  .tuple(fc.nat(examples.length - 1), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([index, mutations]) => {
    const document = structuredClone(examples[index]!);
    for (const change of mutations) mutate(document, change);
    return document;
  });

function mutate(
  { graphs }: LooseWorkflow,
  change: { kind: string; at: number; to: number; value: unknown },
): void {
  const { nodes, edges } = graphs.main;
  const ids = Object.keys(nodes);
  const id = ids[change.at % ids.length];
  const edge = edges[change.at % Math.max(edges.length, 1)];
  const other = edges[change.to % Math.max(edges.length, 1)];
  if (id === undefined || edge === undefined || other === undefined) return;
  const node = nodes[id]!;
  if (change.kind === 'param') {
    const shape = Object.keys(builtinRegistry.nodes.get(String(node.type))?.params.shape ?? {});
    const param = shape[change.to % Math.max(shape.length, 1)];
    if (param !== undefined) node.params[param] = change.value;
  }
  if (change.kind === 'type') node.type = nodeTypes[change.to % nodeTypes.length];
  if (change.kind === 'rewire') edge.from = { ...other.from };
  if (change.kind === 'unwire') edges.splice(change.at % edges.length, 1);
  if (change.kind === 'remove') delete nodes[id];
  if (change.kind === 'mode') node.mode = change.to % 2 === 0 ? 'mute' : 'bypass';
  if (change.kind === 'duplicate') nodes[`${id}-copy`] = structuredClone(node);
}

let home: string;
let runtime: LocalRuntime;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'latentgraph-'));
  runtime = await createLocalRuntime({ home, device: 'cpu' });
  await runtime.models.add('fixtures/models/micro', 'micro');
});

afterAll(async () => {
  await runtime.close();
  rmSync(home, { recursive: true });
});

test('files from strangers run, fail with typed problems, or are cancelled', {
  timeout: 240_000,
}, async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(hostileDocument, async (value) => {
      const checked = checkWorkflow(value, builtinRegistry);
      if (!checked.ok) return count(ends, 'refused');
      validate(checked.document, builtinRegistry);
      const last = await runPatiently(checked.document);
      count(ends, last.type);
      const problems = last.type === 'failed' ? last.problems : [];
      expect(problems.filter(({ code }) => CRASHES.has(code))).toEqual([]);
      for (const { code, message, remedy } of problems) {
        expect([code, message, remedy].every((text) => text.length > 0)).toBe(true);
      }
    }),
    { numRuns: DOCUMENTS, seed: SEED },
  );
  // The documents would prove nothing if all of them were refused, or none.
  for (const end of ['refused', 'failed', 'finished']) expect(ends.get(end) ?? 0, end).toBeGreaterThan(20);
});

async function runPatiently(document: Parameters<LocalRuntime['submit']>[0]['document']): Promise<RunEvent> {
  const run = await runtime.submit({ document });
  const timer = setTimeout(() => void runtime.cancel(run), PATIENCE_MS);
  let last: RunEvent | undefined;
  for await (const event of runtime.events(run)) last = event;
  clearTimeout(timer);
  return last!;
}

function count(ends: Map<string, number>, end: string): void {
  ends.set(end, (ends.get(end) ?? 0) + 1);
}
