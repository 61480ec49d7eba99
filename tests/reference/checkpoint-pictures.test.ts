import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCheckpoint, readRecipe } from '@latentgraph/model-graphs/testing';
import { afterAll, expect, test } from 'vitest';
import { meanDifference, readRgb } from '../support/pictures.ts';
import { type TextToImageOptions, textToImageParts } from '../support/text-to-image.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { buildWorkflow } from '../support/workflow-builder.ts';

/** Steps of 1/255, mean over all values. */
const TOLERANCE = 0.01;
const FIXTURES = 'fixtures/checkpoints';
const RECIPES = ['sd1-fp16', 'sd1-bf16', 'sd2-v', 'sdxl-fp16', 'sdxl-vpred'];

const work = mkdtempSync(join(tmpdir(), 'latentgraph-checkpoints-'));
afterAll(() => rmSync(work, { recursive: true }));

/** A folder with one file, and the words of its tokenizer: what fills a row of tokens up follows from the family. */
function checkpointFolder(recipe: string): string {
  const folder = join(work, recipe);
  cpSync(join(FIXTURES, 'tokenizer'), join(folder, 'tokenizer'), { recursive: true });
  writeFileSync(join(folder, 'model.safetensors'), makeCheckpoint(readRecipe(recipe)));
  return folder;
}

const runtime = useRuntime(Object.fromEntries(RECIPES.map((recipe) => [recipe, checkpointFolder(recipe)])));

type Case = Partial<Pick<TextToImageOptions, 'scheduler' | 'negative' | 'options'>> & {
  readonly model: string;
  readonly seed: number;
  readonly rescale?: number;
};

test.each<[picture: string, Case]>([
  ['sd1-fp16-ddim', { model: 'sd1-fp16', seed: 1300, scheduler: 'ddim' }],
  [
    'sd1-bf16-euler',
    { model: 'sd1-bf16', seed: 3300, scheduler: 'euler', options: { timestep_spacing: 'leading' } },
  ],
  ['sd2-v-ddim', { model: 'sd2-v', seed: 50300 }],
  [
    'sd2-v-ztsnr',
    {
      ...{ model: 'sd2-v', seed: 50300, rescale: 0.7 },
      options: { rescale_betas_zero_snr: true, timestep_spacing: 'trailing' },
    },
  ],
  ['sdxl-fp16-neg', { model: 'sdxl-fp16', seed: 20300 }],
  ['sdxl-fp16-noneg', { model: 'sdxl-fp16', seed: 20300, negative: '' }],
  ['sdxl-vpred-neg', { model: 'sdxl-vpred', seed: 21300 }],
])('%s', async (picture, { scheduler = 'auto', negative = 'blurry, bad hands', rescale = 0, ...rest }) => {
  const { nodes, wires } = textToImageParts({
    ...rest,
    ...{ scheduler, negative, steps: 4, scale: 5, widthPx: 96, heightPx: 64 },
    text: 'a photo of a cat, sitting on 2 chairs!',
  });
  nodes.guidance = ['Guidance', { scale: 5, rescale }];
  const ends = ['noise.latent > start.latent', 'step.latent > end.latent'];
  const run = await runtime.run({ document: buildWorkflow(nodes, [...wires, ...ends]) });
  expect(run.problems).toEqual([]);
  const expected = await readRgb(join(FIXTURES, 'pictures', `${picture}.png`));
  expect(meanDifference(await readRgb(run.outputs[0]!), expected)).toBeLessThanOrEqual(TOLERANCE);
});
