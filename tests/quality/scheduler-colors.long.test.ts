import { schedulerDefinitions } from '@latentgraph/nodes';
import { expect, test } from 'vitest';
import { readRgb } from '../support/pictures.ts';
import { textToImageWorkflow } from '../support/text-to-image.ts';
import { useRuntime } from '../support/use-runtime.ts';
import { dominantColors, objectPrompts } from './single-objects.ts';

const PROMPTS = objectPrompts(Number(process.env.COLOR_PROMPTS ?? 200));
const STEPS = 20;
/**
 * The explicit fourth-order solvers, PNDM and LMS, lose their stability where guidance is strong and steps are few:
 * at scale 5 and 20 steps they paint 54 % and 69 % in the asked colours, every other solver 100 %.
 */
const SCALE = 3;

/** Made for distilled models, or for a thousand steps: reported, but not held to the others' score. */
const EXEMPT = new Set(['lcm', 'tcd', 'ddpm']);
/** Percentage points. */
const MARGIN = 5;

const runtime = useRuntime();
const scores = new Map<string, number>();

const forNoiseModels = schedulerDefinitions.filter(({ config }) =>
  Object.hasOwn(config.shape, 'prediction_type'),
);

test.each(forNoiseModels)(
  '$title: share of pictures in the asked colours',
  { timeout: 3_600_000 },
  async ({ name }) => {
    let right = 0;
    for (const [index, { text, color, background }] of PROMPTS.entries()) {
      const document = textToImageWorkflow({
        text,
        scheduler: name,
        steps: STEPS,
        scale: SCALE,
        seed: 5000 + index,
      });
      const { problems, outputs } = await runtime.run({ document });
      expect(problems).toEqual([]);
      const found = dominantColors(await readRgb(outputs[0]!));
      if (found.background === background && found.object === color) right += 1;
    }
    scores.set(name, (100 * right) / PROMPTS.length);
  },
);

test('no scheduler is more than 5 points below the best', () => {
  console.table(Object.fromEntries([...scores].map(([name, score]) => [name, `${score.toFixed(1)} %`])));
  const held = [...scores].filter(([name]) => !EXEMPT.has(name));
  const best = Math.max(...held.map(([, score]) => score));
  expect(held.filter(([, score]) => score < best - MARGIN)).toEqual([]);
});

test('a scheduler for flow models refuses the tiny model by name', async () => {
  const document = textToImageWorkflow({
    text: 'a red circle',
    scheduler: 'flow-match-euler',
    steps: 4,
    scale: 1,
    seed: 0,
  });
  const { problems } = await runtime.run({ document });
  expect(problems).toMatchObject([{ code: 'prediction-type-mismatch' }]);
});
