import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeWorkflow, validate } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, test } from 'vitest';
import { EXAMPLES, readExample } from '../support/examples.ts';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';

const names = readdirSync(EXAMPLES)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

const runtime = useRuntime();

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
    const document = readExample(name);
    expect(validate(document, builtinRegistry)).toEqual([]);
    expect(serializeWorkflow(document)).toBe(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8'));
  });

  test('exposes params that exist', () => {
    const document = readExample(name);
    for (const { node, param } of document.exposed ?? []) {
      const type = document.graphs.main.nodes[node]?.type ?? '';
      expect(Object.keys(builtinRegistry.nodes.get(type)?.params.shape ?? {}), `${node}.${param}`).toContain(
        param,
      );
    }
  });

  test('paints its picture', async () => {
    const { problems, outputs } = await runtime.run({ document: readExample(name) });
    expect(problems).toEqual([]);
    expect(outputs).toHaveLength(1);
    const shown = await readRgb(join(EXAMPLES, `${name}.png`));
    expect(meanDifference(await readRgb(outputs[0]!), shown)).toBeLessThan(1);
  });
});
