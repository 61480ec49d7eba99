import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseWorkflow, serializeWorkflow, validate, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { createLocalRuntime, type LocalRuntime } from '@latentgraph/runtime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { runWorkflow } from '../support/run-workflow.ts';

const FOLDER = 'examples';
const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

let home: string;
let runtime: LocalRuntime;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'latentgraph-'));
  runtime = await createLocalRuntime({ home, device: 'cpu' });
});

afterAll(async () => {
  await runtime.close();
  rmSync(home, { recursive: true });
});

function readExample(name: string): { text: string; document: WorkflowDocument } {
  const text = readFileSync(join(FOLDER, `${name}.json`), 'utf8');
  const read = parseWorkflow(text, builtinRegistry);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return { text, document: read.document };
}

test('the catalogue is complete', () => {
  expect(names).toEqual([
    'color-guidance',
    'image-to-image',
    'inpainting',
    'larger-picture',
    'negative-prompt',
    'prompt-switch',
    'scheduler-comparison',
    'seed-grid',
    'text-to-image',
    'two-prompts',
  ]);
});

describe.each(names)('examples/%s.json', (name) => {
  test('has no problems and stands as it would be saved', () => {
    const { text, document } = readExample(name);
    expect(validate(document, builtinRegistry)).toEqual([]);
    expect(serializeWorkflow(document)).toBe(text);
  });

  test('exposes params that exist', () => {
    const { document } = readExample(name);
    for (const { node, param } of document.exposed ?? []) {
      const type = document.graphs.main.nodes[node]?.type ?? '';
      expect(Object.keys(builtinRegistry.nodes.get(type)?.params.shape ?? {}), `${node}.${param}`).toContain(
        param,
      );
    }
  });

  test('paints its picture', async () => {
    const { problems, outputs } = await runWorkflow(runtime, { document: readExample(name).document });
    expect(problems).toEqual([]);
    expect(outputs).toHaveLength(1);
    const shown = await readRgb(join(FOLDER, `${name}.png`));
    expect(meanDifference(await readRgb(outputs[0]!), shown)).toBeLessThan(1);
  });
});
