import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { focusReaches, runCommand, useEditorPage } from '../support/editor-page.ts';

describe.skipIf(!hasBrowser)('the shell', () => {
  let page: Page;
  const { press } = useEditorPage({
    prepare(opened) {
      page = opened;
    },
  });

  const node = (name: string) => page.getByRole('group', { name });
  const focusedName = () => page.evaluate('document.activeElement.getAttribute("aria-label")');
  const said = () => page.getByRole('status').allTextContents();

  describe('by keyboard alone', () => {
    test('the palette adds a node, and says so; it is undone and done again', async () => {
      await runCommand(page, 'Add VAE Encode');
      await node('VAE Encode').waitFor();
      await expect.poll(said).toContain('Add VAE Encode');
      await press('Control+z');
      await node('VAE Encode').waitFor({ state: 'detached' });
      await expect.poll(said).toContain('Undone: Add VAE Encode');

      await press('Control+k');
      await page.getByRole('group', { name: 'Recent' }).getByText('Add VAE Encode').waitFor();
      await press('Enter');
      await node('VAE Encode').waitFor();
    });

    test('the shortcut sheet lists what there is, and gives the focus back', async () => {
      await page.getByRole('button', { name: 'Outline' }).focus();
      await press('Shift+?');
      const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await sheet.waitFor();
      expect(
        await sheet
          .getByRole('term')
          .filter({ hasText: /^Undo$/ })
          .count(),
      ).toBe(1);
      await press('Escape');
      await sheet.waitFor({ state: 'detached' });
      await expect.poll(focusedName).toBe('Outline');
    });

    test('arrow keys lead along the wires, Enter into a node, and the graph is one stop of the Tab key', async () => {
      await page.getByRole('button', { name: 'Theme' }).focus();
      await press('Tab');
      const first = await focusedName();
      await press('ArrowRight', 'ArrowRight', 'ArrowRight');
      expect(await focusedName()).not.toBe(first);
      const reached = await focusedName();
      expect(await page.locator('.react-flow__node.selected').getAttribute('aria-label')).toBe(reached);
      await press('Tab');
      expect(await page.evaluate('document.activeElement.closest(".react-flow__nodes")')).toBeNull();
      await press('Shift+Tab');
      expect(await focusedName()).toBe(reached);
    });

    test('“Connect to…” makes a wire from a port', async () => {
      await goTo('Guidance');
      await press('Enter');
      await focusReaches(page, '.react-flow__node *');
      await focusPort('Input unconditional');
      await press('Delete');
      await focusPort('Input unconditional');
      await press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Connect unconditional of Guidance' });
      await dialog.waitFor();
      await page.keyboard.type('negative');
      await press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Input unconditional, wired' }).waitFor();
    });

    test('“Connect to…” adds a node that fits, wires it, and leads there', async () => {
      await goTo('VAE Decode');
      await press('Enter');
      await focusReaches(page, '.react-flow__node *');
      await focusPort('Output image');
      await press('Enter');
      await page.getByRole('dialog', { name: 'Connect image of VAE Decode' }).waitFor();
      await press('ArrowUp', 'Enter');
      await page.getByPlaceholder('What takes this image?').waitFor();
      await page.keyboard.type('preview');
      await press('Enter');
      await focusReachesNode('Preview Image');
      await page.getByRole('button', { name: 'Input image, wired' }).nth(1).waitFor();
    });

    test('the outline tells the graph in text, selects on the canvas, and leads there', async () => {
      await press('Control+2');
      const tree = page.getByRole('tree', { name: 'Outline of the graph' });
      await tree.getByRole('treeitem').first().focus();
      await press('ArrowRight', 'ArrowDown');
      const wire = tree.getByRole('treeitem', { name: 'text encoder → Prompt, text encoder' });
      await wire.waitFor();
      await press('l');
      expect(await page.evaluate('document.activeElement.textContent')).toContain('Loop');
      await press('ArrowDown', 'Enter');
      await focusReachesNode('Denoise Start');
      await tree.locator('[aria-selected=true]', { hasText: 'Denoise Start' }).waitFor();
    });

    test('links at the start of the page skip to the graph and the inspector', async () => {
      await press('Tab');
      await page.getByRole('link', { name: 'Skip to graph' }).press('Enter');
      expect(await page.evaluate('document.activeElement.closest("#graph") !== null')).toBe(true);
    });

    /** By the palette, as it is the way that does not depend on where the focus is. */
    async function goTo(title: string): Promise<void> {
      await runCommand(page, `Go to ${title}`);
      await focusReachesNode(title);
    }

    const focusReachesNode = (name: string) => focusReaches(page, `[aria-label="${name}"]`);

    async function focusPort(name: string): Promise<void> {
      for (let stops = 0; stops < 12 && !String(await focusedName()).startsWith(name); stops++) {
        await press('Tab');
      }
      expect(await focusedName()).toContain(name);
    }
  });

  test('nothing moves where less motion is wanted: a menu that is closed need not wait for the end of it', async () => {
    await page.getByRole('button', { name: 'Main menu' }).click();
    const menu = page.getByRole('menu');
    await menu.waitFor();
    const animation = 'getComputedStyle(document.querySelector("[role=menu]")).animationName';
    expect(await page.evaluate(animation)).toBe('none');
    await press('Escape');
    await menu.waitFor({ state: 'detached' });
  });
});
