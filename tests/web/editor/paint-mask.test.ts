import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type RgbPicture, readRgb } from '../../support/pictures.ts';
import { seriousViolationsInBothThemes } from '../support/axe.ts';
import { hasBrowser } from '../support/browser.ts';
import { focusReaches, runCommand, useEditorPage } from '../support/editor-page.ts';
import { boxOf } from '../support/gestures.ts';
import { shownPicture } from '../support/shown-picture.ts';

const RUN_MS = 60_000;
/** The example softens the edge of the mask, with a sigma of 2 pixels. */
const EDGE_PX = 12;
/** What of full paint covers the picture, of 255: see the painter. */
const FULL = 158;

describe.skipIf(!hasBrowser)('painting a mask, and looking at pictures', () => {
  let page: Page;
  useEditorPage({
    viewport: { width: 1440, height: 900 },
    prepare(opened) {
      page = opened;
    },
  });

  const inspector = () => page.getByRole('complementary', { name: 'Inspector' });
  const painter = () => page.getByRole('dialog', { name: 'Paint a mask' });
  const surface = () => painter().getByRole('group', { name: /^Mask, / });
  const tool = (name: string) => painter().getByRole('button', { name, exact: true });

  async function goTo(title: string): Promise<void> {
    await runCommand(page, `Go to ${title}`);
    await inspector().getByRole('textbox', { name: 'Title' }).waitFor();
  }

  async function openPainter(): Promise<void> {
    await inspector()
      .getByRole('button', { name: /^(Paint|Go on painting)$/ })
      .click();
    await surface().waitFor();
    await focusReaches(page, '[aria-roledescription="painting"]');
  }

  /** How much paint covers a pixel of the picture. */
  function paintAt(x: number, y: number): Promise<number> {
    return page.evaluate<number>(
      `document.querySelector('[data-testid=paint]').getContext('2d').getImageData(${x}, ${y}, 1, 1).data[3]`,
    );
  }

  /** Where a pixel of the picture is in the window. */
  async function inWindow(x: number, y: number): Promise<readonly [number, number]> {
    const box = await boxOf(painter().getByTestId('paint'));
    return [box.x + ((x + 0.5) * box.width) / 128, box.y + ((y + 0.5) * box.height) / 128];
  }

  async function stroke(...points: readonly (readonly [number, number])[]): Promise<void> {
    for (const [index, [x, y]] of points.entries()) {
      await page.mouse.move(...(await inWindow(x, y)), { steps: 3 });
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }

  const violations = () => seriousViolationsInBothThemes(page);

  test('a mask is painted with every tool, kept as one step, and only what it covers is repainted', async () => {
    await page.keyboard.press('Alt+Shift+n');
    await page.getByRole('dialog', { name: 'New workflow' }).getByText('Inpainting').click();
    await page.getByRole('heading', { level: 1, name: 'Inpainting' }).first().waitFor();
    await goTo('What to repaint');
    await openPainter();
    expect(await violations()).toEqual([]);
    const original = await readRgb(await shownPicture(painter().locator('img')));
    await expect.poll(() => paintAt(40, 90)).toBeGreaterThan(0);

    await tool('Take all paint away').click();
    await expect.poll(() => paintAt(40, 90)).toBe(0);
    const size = painter().getByRole('slider', { name: 'Size' });
    await size.press('Home');
    for (let step = 1; step < 8; step++) await size.press('ArrowRight');
    const softness = painter().getByRole('slider', { name: 'Softness' });
    await softness.press('End');
    await stroke([20, 20], [100, 20]);
    const softRim = await paintAt(60, 22);
    expect(softRim).toBeGreaterThan(0);
    expect(softRim).toBeLessThan(FULL);
    await tool('Undo').click();
    await expect.poll(() => paintAt(60, 20)).toBe(0);
    await softness.press('Home');
    // An outline, filled inside; nothing of it runs out.
    await stroke([30, 60], [90, 60], [90, 110], [30, 110], [30, 60]);
    await expect.poll(() => paintAt(60, 60)).toBe(FULL);
    await surface().press('f');
    await page.mouse.click(...(await inWindow(60, 85)));
    await expect.poll(() => paintAt(60, 85)).toBe(FULL);
    await expect.poll(() => paintAt(10, 10)).toBe(0);
    await surface().press('e');
    await stroke([50, 80], [70, 80]);
    await expect.poll(() => paintAt(60, 80)).toBe(0);
    await page.keyboard.press('Control+z');
    await expect.poll(() => paintAt(60, 80)).toBe(FULL);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => paintAt(60, 80)).toBe(0);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('i');
    await expect.poll(() => paintAt(60, 85)).toBe(0);
    await expect.poll(() => paintAt(10, 10)).toBe(FULL);
    await page.keyboard.press('i');
    const small = (await boxOf(painter().getByTestId('paint'))).width;
    await tool('Zoom in').click();
    expect((await boxOf(painter().getByTestId('paint'))).width).toBeGreaterThan(small);
    await tool('Fit').click();

    await tool('Use this mask').click();
    await painter().waitFor({ state: 'detached' });
    await goTo('Schedule');
    await inspector().getByRole('spinbutton', { name: 'Steps', exact: true }).fill('3');
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('banner')
      .getByText(/^Done in/)
      .waitFor({ timeout: RUN_MS });
    await goTo('Save Image');
    const picture = page.getByRole('button', { name: 'Show picture 1 of 1' }).locator('img').first();
    const [outside, inside] = differences(await readRgb(await shownPicture(picture)), original);
    expect(outside).toBeLessThanOrEqual(1);
    expect(inside).toBeGreaterThan(3);

    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await goTo('What to repaint');
    await openPainter();
    // The paint of the example, which a corner of the outline did not have.
    await expect.poll(() => paintAt(89, 62)).toBe(0);
  });

  test('by keyboard the brush moves and dabs; Escape asks before the paint is lost', async () => {
    await runCommand(page, 'Add Paint Mask');
    await openPainter();
    await page.keyboard.press('Enter');
    await expect.poll(() => paintAt(256, 256)).toBe(FULL);
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect.poll(() => paintAt(358, 256)).toBe(FULL);
    await expect.poll(() => paintAt(256, 400)).toBe(0);
    const question = page.getByRole('dialog', { name: 'Discard what you painted?' });
    await page.keyboard.press('Escape');
    await question.waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await focusReaches(page, '[aria-roledescription="painting"]');
    await expect.poll(() => paintAt(256, 256)).toBe(FULL);
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Use this mask' }).click();
    await painter().waitFor({ state: 'detached' });
    await inspector().getByAltText('The painted mask').waitFor();
    await page.keyboard.press('Control+z');
    await inspector().getByAltText('The painted mask').waitFor({ state: 'detached' });

    await openPainter();
    await page.keyboard.press('Escape');
    await painter().waitFor({ state: 'detached' });
    await openPainter();
    await page.keyboard.press('Enter');
    await tool('Cancel').click();
    await question.getByRole('button', { name: 'Discard' }).click();
    await painter().waitFor({ state: 'detached' });
    expect(await inspector().getByAltText('The painted mask').count()).toBe(0);
  });

  test('results are looked at in full size, and compared', async () => {
    await page.getByRole('radio', { name: 'Form' }).click();
    await page.getByRole('spinbutton', { name: 'Steps' }).fill('1');
    for (const seed of ['5', '6']) {
      await page.getByRole('textbox', { name: 'Seed' }).fill(seed);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Show picture 1 of 1 large' }).waitFor({ timeout: RUN_MS });
    }
    await page.getByRole('radio', { name: 'Graph' }).click();
    await page.keyboard.press('Control+3');
    const gallery = page.getByRole('region', { name: 'Gallery' });
    await gallery
      .getByRole('button', { name: /seed 6$/ })
      .first()
      .waitFor({ timeout: RUN_MS });
    await gallery.getByRole('button', { name: /^Show .*seed 6$/ }).click();
    const viewer = page.getByRole('dialog', { name: 'Text to image' });
    await viewer.getByText('Seed 6 · 128 × 128 · 500 %').waitFor();
    expect(await violations()).toEqual([]);
    await page.keyboard.press('1');
    await viewer.getByText('Seed 6 · 128 × 128 · 100 %').waitFor();
    await page.keyboard.press('+');
    await viewer.getByText('Seed 6 · 128 × 128 · 150 %').waitFor();
    await page.keyboard.press('ArrowRight');
    await viewer.getByText('2 of 2').waitFor();
    await page.keyboard.press('Escape');

    const tile = gallery.getByRole('listitem').first();
    await tile.hover();
    await tile.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: /^Compare/ }).click();
    await gallery.getByRole('button', { name: /^Compare with .*seed 5$/ }).click();
    const compare = page.getByRole('dialog', { name: 'Compare' });
    await compare.getByRole('slider').waitFor();
    expect(await violations()).toEqual([]);
    await compare.getByText('Seed 6', { exact: true }).waitFor();
    await compare.getByText('Seed 5', { exact: true }).waitFor();
    for (const mode of ['Side by side', 'Difference']) {
      await compare.getByRole('radio', { name: mode }).click();
      expect(await compare.getByRole('img').count()).toBe(2);
    }
    expect(await violations()).toEqual([]);
  });
});

/** How far two pictures differ outside the painted rectangle, at most, and inside, in the mean; of 255. */
function differences(one: RgbPicture, other: RgbPicture): readonly [outside: number, inside: number] {
  let [outside, sum, count] = [0, 0, 0];
  for (const [at, value] of one.data.entries()) {
    const pixel = Math.floor(at / 3);
    const [x, y] = [pixel % one.widthPx, Math.floor(pixel / one.widthPx)];
    const by = Math.abs(value - other.data[at]!);
    const beyond = Math.max(30 - x, x - 90, 60 - y, y - 110);
    if (beyond > EDGE_PX) outside = Math.max(outside, by);
    if (beyond < 0) [sum, count] = [sum + by, count + 1];
  }
  return [outside, sum / count];
}
