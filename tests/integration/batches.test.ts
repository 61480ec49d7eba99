import { expect, test } from 'vitest';
import { readExample } from '../support/examples.ts';
import { meanDifference, type RgbPicture, readRgb } from '../support/pictures.ts';
import { useRuntime } from '../support/use-runtime.ts';

const runtime = useRuntime();

/** The first picture of the text-to-image example, in a batch of a size. */
async function firstPicture(scheduler: string, batch: number, own: object = {}): Promise<RgbPicture> {
  const steps = { 'schedule.scheduler': scheduler, 'schedule.steps': 2 };
  const overrides = { ...steps, 'noise.batch': batch, ...own };
  const { outputs, problems } = await runtime.run({ document: readExample('text-to-image'), overrides });
  expect(problems).toEqual([]);
  return readRgb(outputs[0]!);
}

test.each(['euler-ancestral', 'lcm'])(
  'with %s the pictures of new workflows are the same in batches of any size',
  async (scheduler) => {
    const alone = await firstPicture(scheduler, 1);
    expect(meanDifference(await firstPicture(scheduler, 2), alone)).toBeLessThan(0.1);
    // As with one generator in diffusers: what the second picture draws is missing in the next step of the first.
    const shared = { 'noise.batchSeeds': 'shared' };
    expect(meanDifference(await firstPicture(scheduler, 1, shared), alone)).toBe(0);
    expect(meanDifference(await firstPicture(scheduler, 2, shared), alone)).toBeGreaterThan(1);
  },
);
