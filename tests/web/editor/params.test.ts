import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { hasBrowser } from '../support/browser.ts';
import { runCommand, useEditorPage } from '../support/editor-page.ts';
import { boxOf, middleOf } from '../support/gestures.ts';

/** Two lines of a prompt. */
const READABLE_PX = 30;

describe.skipIf(!hasBrowser)('params', () => {
  let page: Page;
  let inspector: Locator;
  useEditorPage({
    prepare(opened) {
      page = opened;
      inspector = page.getByRole('complementary', { name: 'Inspector' });
    },
  });

  /** Nodes are named by their title, and by their type where that is another. */
  const node = (name: string) => page.getByRole('group', { name: new RegExp(`^${name}(,|$)`) });
  const field = (name: string) => inspector.getByRole('spinbutton', { name, exact: true });
  const text = (name: string) => inspector.getByRole('textbox', { name, exact: true });

  async function select(...names: readonly string[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      await node(name).click({ position: { x: 12, y: 6 }, modifiers: index === 0 ? [] : ['Control'] });
    }
  }

  async function menu(param: string, entry: string): Promise<void> {
    await inspector.getByRole('button', { name: `More for ${param}` }).click();
    await page.getByRole('menu').getByText(entry).click();
  }

  test('a burst of typing is one step of undo, and tokens are counted', async () => {
    await select('Prompt');
    const prompt = text('Text');
    const before = await prompt.inputValue();
    await inspector.getByText('12 of 75 tokens').waitFor();
    await prompt.fill('');
    await prompt.pressSequentially('a green house');
    await inspector.getByText('3 of 75 tokens').waitFor();
    await prompt.press('Control+z');
    expect(await prompt.inputValue()).toBe(before);
    await prompt.press('Control+Shift+z');
    expect(await prompt.inputValue()).toBe('a green house');
    await prompt.fill('tree '.repeat(80));
    await inspector.getByText('80 tokens in 2 chunks').waitFor();
  });

  test('undo of a number is shown in its field; letters typed on a select choose in it and run no commands', async () => {
    await select('Schedule');
    const steps = field('Steps');
    await steps.fill('33');
    await steps.press('Control+z');
    await expect.poll(() => steps.inputValue()).toBe('20');
    await steps.press('Control+Shift+z');
    await expect.poll(() => steps.inputValue()).toBe('33');

    const scheduler = inspector.getByRole('combobox', { name: 'Scheduler', exact: true });
    await scheduler.focus();
    // The first three would mute, bypass and collapse the node.
    for (const letter of ['m', 'b', 'c', 'e']) await page.keyboard.press(letter);
    // What is typed soon after goes on with these letters, in the same field.
    await select('Prompt');
    await select('Schedule');
    await scheduler.focus();
    await page.keyboard.type('eul');
    await expect.poll(() => scheduler.textContent()).toMatch(/^Euler/);
    await node('Schedule').getByRole('spinbutton', { name: 'Steps' }).waitFor();
    expect(await node('Schedule').getAttribute('aria-label')).toBe('Schedule');
  });

  test('a click on a text seen from afar brings the view near, and one can write', async () => {
    const text = node('Prompt').locator('textarea');
    // As long as it is too small to be hit it cannot be used: the click meets the node.
    await text.and(page.locator('[inert] *')).waitFor({ state: 'attached' });
    const { x, y } = await middleOf(text);
    await page.mouse.click(x, y);
    await text.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' and a lake');
    expect(await text.inputValue()).toMatch(/blue sky and a lake$/);
    expect((await boxOf(text)).height).toBeGreaterThan(READABLE_PX);
  });

  test('what cannot be used stays in the field, which says what to do; the node keeps what it had', async () => {
    await select('Schedule');
    const steps = field('Steps');
    await steps.fill('2000');
    await inspector.getByText('Give at most 1000. Until then it stays 20.').waitFor();
    expect(await steps.inputValue()).toBe('2000');
    expect(await steps.getAttribute('aria-invalid')).toBe('true');
    expect(await seriousViolations(page)).toEqual([]);
    await steps.fill('many');
    await inspector.getByText('Give a number. Until then it stays 20.').waitFor();
    await steps.press('Escape');
    expect(await steps.inputValue()).toBe('20');
    await steps.fill('30');
    await inspector.getByText('Until then').waitFor({ state: 'detached' });
    await steps.press('Shift+ArrowUp');
    expect(await steps.inputValue()).toBe('40');
  });

  test('what was typed on the way to a value that cannot be used does not stay: what was chosen comes back', async () => {
    await select('Schedule');
    const steps = field('Steps');
    const inNode = node('Schedule').getByRole('spinbutton', { name: 'Steps' });
    const type = async (text: string) => {
      await steps.click({ clickCount: 3 });
      await steps.pressSequentially(text);
    };
    await type('99999');
    await inspector.getByText('Give at most 1000. Until then it stays 20.').waitFor();
    await expect.poll(() => inNode.inputValue()).toBe('20');
    // The field keeps its mark when it is left, and what is run is what it names.
    await inspector.getByRole('slider', { name: 'Strength' }).focus();
    expect(await steps.inputValue()).toBe('99999');
    await steps.focus();
    await steps.press('Escape');
    await type('12');
    await steps.press('ArrowUp');
    await type('5-');
    await inspector.getByText('Give a number. Until then it stays 13.').waitFor();
    await expect.poll(() => inNode.inputValue()).toBe('13');
    await steps.press('Backspace');
    await expect.poll(() => inNode.inputValue()).toBe('5');
  });

  test('settings are JSON that is checked while it is written', async () => {
    await select('Schedule');
    // Which settings there are is then for the model to say.
    await inspector.getByRole('combobox', { name: 'Scheduler', exact: true }).click();
    await page.getByRole('option', { name: 'Auto' }).click();
    const options = text('Options, as JSON');
    await options.fill('{ "eta": 0.5');
    await inspector.getByText('This is not JSON yet').waitFor();
    await options.fill('{ "eta": 0.5 }');
    await inspector.getByText('This is not JSON yet').waitFor({ state: 'detached' });
    await select('Prompt');
    await select('Schedule');
    expect(JSON.parse(await options.inputValue())).toEqual({ eta: 0.5 });
    await menu('Options', 'Back to the default');
    await expect.poll(() => options.inputValue()).toBe('{}');
  });

  test('a param becomes a port, says where its wire comes from, and becomes a field again', async () => {
    await select('Guidance');
    await menu('Scale', 'Turn into a port');
    await inspector
      .getByRole('listitem')
      .filter({ hasText: 'scale' })
      .getByText('number, optional')
      .waitFor();
    await menu('Scale', 'Turn into a field');
    await inspector.getByText('number, optional').waitFor({ state: 'detached' });

    await select('Noise');
    await inspector.getByRole('button', { name: 'from Checkpoint UNet' }).click();
    await inspector.getByText('Names a model').waitFor();
  });

  test('several nodes are changed together', async () => {
    await select('Prompt', 'Negative prompt');
    await inspector.getByRole('heading', { name: '2 nodes' }).waitFor();
    await inspector.getByText('They differ here').waitFor();
    await text('Text').fill('the same');
    await inspector.getByText('They differ here').waitFor({ state: 'detached' });
    await select('Negative prompt');
    expect(await text('Text').inputValue()).toBe('the same');
    await text('Text').press('Control+z');
    expect(await text('Text').inputValue()).toBe('');
  });

  test('a picture is chosen, shown with its size, and removed', async () => {
    await runCommand(page, 'Add Load Image');
    await inspector.getByText('Drop, paste or choose a picture').waitFor();
    await inspector.locator('input[type=file]').setInputFiles('examples/text-to-image.png');
    await inspector.getByText('128 × 128').waitFor();
    await inspector.getByRole('button', { name: 'Remove the picture' }).click();
    await inspector.getByText('Drop, paste or choose a picture').waitFor();
    await page.keyboard.press('Control+z');
    await inspector.getByText('128 × 128').waitFor();
  });

  test('a picture that was chosen is downloaded as the kind of file that it is', async () => {
    const grey = { width: 64, height: 64, channels: 3 as const, background: 'grey' };
    const buffer = await sharp({ create: grey }).webp().toBuffer();
    await runCommand(page, 'Add Load Image');
    await inspector
      .locator('input[type=file]')
      .setInputFiles({ name: 'grey.webp', mimeType: 'image/webp', buffer });
    await inspector.getByRole('button', { name: 'Show large' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download picture' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^latentgraph-[0-9a-f]{8}\.webp$/);
  });

  test('the form has what was exposed, and shows what comes out with the seed that was used', async () => {
    await select('Noise');
    await inspector.getByText('Width of the picture').click({ button: 'right' });
    await page.getByRole('menu').getByText('Show in the form').click();
    await page.getByRole('radio', { name: 'Form' }).click();
    const form = page.getByRole('main', { name: 'Form' });
    await form.getByRole('spinbutton', { name: 'Steps' }).fill('1');
    await form.getByRole('spinbutton', { name: 'Width' }).fill('64');
    await form.getByRole('combobox', { name: 'Seed before each run' }).click();
    await page.getByRole('option', { name: 'Random' }).click();
    await form.getByRole('button', { name: 'Run' }).click();
    await form.getByRole('button', { name: 'Show picture 1 of 1 large' }).waitFor({ timeout: 30_000 });
    const used = await form.getByRole('status').filter({ hasText: /^\d+$/ }).textContent();
    const seed = form.getByRole('textbox', { name: 'Seed' });
    const policy = form.getByRole('combobox', { name: 'Seed before each run' });
    const before = await seed.inputValue();
    await form.getByRole('button', { name: 'Keep it' }).click();
    expect([await seed.inputValue(), await policy.textContent()]).toEqual([used, 'Fixed']);
    await page.keyboard.press('Control+z');
    await expect.poll(() => policy.textContent()).toBe('Random');
    expect(await seed.inputValue()).toBe(before);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => seed.inputValue()).toBe(used);

    await form.getByRole('button', { name: 'Change this form' }).click();
    await form.getByRole('button', { name: 'Move Width up' }).click();
    await form.getByRole('button', { name: 'Take Guidance scale out of the form' }).click();
    await form.getByRole('button', { name: 'Done' }).click();
    expect(await form.getByRole('spinbutton', { name: 'Scale' }).count()).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
  });
});
