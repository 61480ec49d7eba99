import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from './support/browser.ts';
import { nodesAreDrawn, useEditorVisitor } from './support/editor-page.ts';
import { quickRun, runOn, useHarness } from './support/harness-page.ts';
import { longestTaskMs } from './support/main-thread.ts';

/** Above it people feel a page stutter. */
const LONG_TASK_MS = 50;
/** Of idling and running in turns: what happens now and then, as collecting garbage, is not the run's doing. */
const ROUNDS = 5;

describe.skipIf(!hasBrowser)('while a run is going', () => {
  const site = useHarness({ device: 'wasm', previews: true });

  test("the page's thread has next to nothing to do", async () => {
    const request = (seed: number) =>
      quickRun({ 'checkpoint.model': 'tiny', 'schedule.steps': 8, 'noise.seed': seed });
    await expectAnswers(site.page, { run: (round) => runOn(site.page, request(round)) });
  });

  test('a page that is busy would be noticed', async () => {
    const work = 'for (let count = 0, x = 0; count < 1e8; count += 1) x = Math.sqrt(x + count)';
    expect(await longestTaskMs(site.page, () => site.page.evaluate(work))).toBeGreaterThan(LONG_TASK_MS);
  });
});

describe.skipIf(!hasBrowser)('while a run is going in the editor', () => {
  const visitor = useEditorVisitor();

  test('the canvas answers, with pictures that pass', async () => {
    const page = await visitor.openTab();
    await expectAnswers(page, {
      prepare: (round) => fillForm(page, { seed: round, steps: 8 }),
      run: () => runToItsEnd(page),
    });
  });
});

interface Rounds {
  /** Not measured. */
  prepare?(round: number): Promise<unknown>;
  run(round: number): Promise<unknown>;
}

/** Compares the longest task of each round: half of the rounds at least are as good as what is compared. */
async function expectAnswers(page: Page, { prepare, run }: Rounds): Promise<void> {
  const idle: number[] = [];
  const running: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await prepare?.(round);
    idle.push(await longestTaskMs(page, () => page.evaluate(A_SECOND_OF_FRAMES)));
    running.push(await longestTaskMs(page, () => run(round)));
  }
  expect(median(running)).toBeLessThan(Math.max(LONG_TASK_MS, median(idle)));
}

const A_SECOND_OF_FRAMES = `new Promise((resolve) => {
  let left = 60;
  const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve());
  next();
})`;

/** Another seed each time: what was computed before is not computed again. */
async function fillForm(page: Page, { seed, steps }: { seed: number; steps: number }): Promise<void> {
  await page.getByRole('radio', { name: 'Form' }).click();
  await page.getByRole('textbox', { name: 'Seed' }).fill(String(seed));
  await page.getByRole('spinbutton', { name: 'Steps' }).fill(String(steps));
  await page.getByRole('radio', { name: 'Graph' }).click();
  await nodesAreDrawn(page);
}

async function runToItsEnd(page: Page): Promise<void> {
  const bar = page.getByRole('banner');
  const cancel = bar.getByRole('button', { name: 'Cancel run' });
  await bar.getByRole('button', { name: 'Run', exact: true }).click();
  await cancel.and(page.locator(':enabled')).waitFor();
  await cancel.and(page.locator(':disabled')).waitFor({ timeout: 60_000 });
  await bar.getByText(/^Done in/).waitFor();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
