import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeWorkflow, validate } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, test } from 'vitest';
import { EXAMPLES, exampleNames, readExample, runnableExamples } from '../support/examples.ts';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';

const runtime = useRuntime();

test('the catalogue is complete', () => {
  expect(exampleNames).toEqual([
    'color-guidance',
    'image-to-image',
    'inpainting',
    'larger-picture',
    'negative-prompt',
    'prompt-switch',
    'scheduler-comparison',
    'sdxl-base-and-refiner',
    'sdxl-text-to-image',
    'seed-grid',
    'text-to-image',
    'two-prompts',
  ]);
});

describe.each(exampleNames)('examples/%s.json', (name) => {
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

  test.runIf(runnableExamples.includes(name))('paints its picture', async () => {
    const { problems, outputs } = await runtime.run({ document: readExample(name) });
    expect(problems).toEqual([]);
    expect(outputs).toHaveLength(1);
    const shown = await readRgb(join(EXAMPLES, `${name}.png`));
    expect(meanDifference(await readRgb(outputs[0]!), shown)).toBeLessThan(1);
  });
});

describe.each([
  ['sdxl-text-to-image', ['sdxl-base']],
  ['sdxl-base-and-refiner', ['sdxl-base', 'sdxl-refiner']],
])('examples/%s.json', (name, models) => {
  const document = readExample(name);

  test('names the models that it wants, says where they are found, and has no picture', () => {
    expect(document.models?.map((model) => model.name)).toEqual(models);
    for (const { source } of document.models ?? []) expect(source).toContain('.safetensors');
    const { nodes } = document.graphs.main;
    const checkpoints = Object.values(nodes).filter(({ type }) => type === 'Checkpoint');
    expect(checkpoints.map(({ params }) => params.model).sort()).toEqual(models);
    expect(existsSync(join(EXAMPLES, `${name}.png`))).toBe(false);
  });

  test('lacks nothing but the models', async () => {
    const { problems } = await runtime.run({ document });
    expect(problems.map(({ code }) => code)).toEqual(models.map(() => 'model-unknown'));
  });
});
