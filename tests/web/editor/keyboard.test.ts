import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { useCanvasPage } from '../support/canvas-page.ts';

describe.skipIf(!hasBrowser)('the keyboard', () => {
  let page: Page;
  const { node, press, start, graph, undo } = useCanvasPage((opened) => {
    page = opened;
  });

  /** A key as a keyboard with another layout, or an input method, sends it to what has the focus. */
  const send = (event: Readonly<Record<string, unknown>>) =>
    page.evaluate(
      `document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', ${JSON.stringify({ bubbles: true, cancelable: true, ...event })}))`,
    );
  const modes = async () => Object.values((await graph()).nodes).map(({ mode = 'run' }) => mode);
  const nodes = () => page.locator('.react-flow__node-node');

  test('shortcuts are found on a Russian keyboard', async () => {
    await start({ noise: ['Noise', 0, 0] });
    await send({ key: 'ф', code: 'KeyA', ctrlKey: true });
    await send({ key: 'в', code: 'KeyD', ctrlKey: true });
    await expect.poll(() => nodes().count()).toBe(2);
    await send({ key: 'я', code: 'KeyZ', ctrlKey: true });
    await expect.poll(() => nodes().count()).toBe(1);
  });

  test('a field with a text of its own takes back its own writing, and not the graph’s', async () => {
    await start({ noise: ['Noise', 0, 0] });
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    const name = page.getByRole('banner').getByRole('textbox', { name: 'Name of the workflow' });
    await name.press('End');
    await page.keyboard.type(' again');
    await press('Control+z');
    expect(await name.inputValue()).not.toMatch(/again$/);
    expect(await nodes().count()).toBe(1);
    await press('Escape');

    await node('noise').click({ position: { x: 12, y: 6 } });
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    const width = inspector.getByRole('spinbutton', { name: 'Width', exact: true });
    await width.press('Control+a');
    await page.keyboard.type('999999');
    await inspector.getByText('Until then it stays').waitFor();
    await press('Control+z');
    await expect.poll(() => width.inputValue()).not.toBe('999999');
    expect(await nodes().count()).toBe(1);
  });

  test('the Enter that ends a composition does not end the title', async () => {
    await start({ noise: ['Noise', 0, 0] });
    await node('noise').click({ position: { x: 12, y: 6 } });
    await press('F2');
    const title = page.getByRole('textbox', { name: 'Title of the node' });
    await title.fill('雑音');
    await send({ key: 'Enter', code: 'Enter', isComposing: true });
    expect(await title.inputValue()).toBe('雑音');
    await press('Enter');
    await title.waitFor({ state: 'detached' });
    expect((await graph()).nodes.noise?.title).toBe('雑音');
  });

  test('Ctrl+Enter after a choice in a drop-down runs, and opens nothing', async () => {
    await start({ noise: ['Noise', 0, 0] });
    await node('noise').click({ position: { x: 12, y: 6 } });
    const policy = page.getByRole('combobox', { name: 'Seed before each run' });
    await policy.focus();
    await press('Control+Enter');
    await page
      .getByText('Nothing in this workflow gives a result')
      .or(page.getByRole('alert'))
      .first()
      .waitFor();
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  test('Shift+Insert pastes without the wires that came in, Ctrl+Shift+V with them', async () => {
    await start({ noise: ['Noise', 0, 0], decode: ['VAEDecode', 320, 0] }, ['noise.latent > decode.latent']);
    await node('decode').click({ position: { x: 12, y: 6 } });
    await press('Control+c', 'Shift+Insert');
    await node('decode-2').waitFor();
    expect((await graph()).edges).toHaveLength(1);
    await undo();
    await press('Control+Shift+v');
    await node('decode-2').waitFor();
    expect((await graph()).edges).toHaveLength(2);
  });

  test('keys of the graph do nothing while the form is shown', async () => {
    await start({ noise: ['Noise', 0, 0] });
    await press('Control+e');
    await nodes().first().waitFor({ state: 'detached' });
    await press('Control+a', 'b', 'Delete', 'Control+e');
    await node('noise').waitFor();
    expect(await modes()).toEqual(['run']);
  });
});
