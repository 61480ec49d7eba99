import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readExample } from '../../support/examples.ts';
import { seriousViolationsInBothThemes } from '../support/axe.ts';
import { hasBrowser } from '../support/browser.ts';
import { focusReaches, runCommand, useEditorPage } from '../support/editor-page.ts';
import { linkTo } from '../support/link-to.ts';

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

  describe('axe finds nothing serious, neither light nor dark,', () => {
    const violations = () => seriousViolationsInBothThemes(page);

    test('with the graph, its panels, a selected node and the main menu', async () => {
      expect(await violations()).toEqual([]);
      await press('Control+2');
      await page.getByRole('treeitem', { name: 'Noise', exact: true }).click();
      expect(await violations()).toEqual([]);
      await press('Control+3');
      await page.getByRole('heading', { name: 'Gallery' }).waitFor();
      await page.getByRole('button', { name: 'Main menu' }).press('Enter');
      await page.getByRole('menu').waitFor();
      expect(await violations()).toEqual([]);
    });

    test('with the palette, the shortcut sheet and the templates', async () => {
      await press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').waitFor();
      expect(await violations()).toEqual([]);
      await press('Escape', 'Shift+?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      expect(await violations()).toEqual([]);
      await press('Escape', 'Alt+Shift+n');
      await page.getByRole('dialog', { name: 'New workflow' }).getByText('Inpainting').waitFor();
      expect(await violations()).toEqual([]);
    });

    test('with dialogs on storage, sharing, a wire and a workflow from elsewhere', async () => {
      const inDialog = () => seriousViolationsInBothThemes(page, '[role=dialog]');
      await runCommand(page, 'Storage…');
      await page.getByRole('dialog', { name: 'Storage' }).getByText('No model has been fetched').waitFor();
      expect(await inDialog()).toEqual([]);
      await press('Escape', 'Alt+s');
      await page.getByRole('textbox', { name: 'Link' }).waitFor();
      expect(await inDialog()).toEqual([]);
      await press('Escape');
      await page.locator('[data-id=decode] [data-port=image]').click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Connect to…' }).click();
      await page.getByRole('dialog', { name: 'Connect image of VAE Decode' }).waitFor();
      expect(await inDialog()).toEqual([]);
      await press('Escape');
      await page.goto(new URL(linkTo(readExample('inpainting')), page.url()).href);
      await page.getByRole('button', { name: 'Check and allow…' }).click();
      await page
        .getByRole('dialog', { name: 'Before this workflow runs' })
        .getByText(/, fetched from this site/)
        .waitFor();
      expect(await inDialog()).toEqual([]);
    });

    test('with the settings of a scheduler, and a list of values that is open', async () => {
      await page.locator('[data-id=schedule] h2').click();
      const settings = page
        .getByRole('complementary', { name: 'Inspector' })
        .getByRole('group', { name: 'Options' });
      await settings.getByText('How the model was trained').click();
      expect(await violations()).toEqual([]);
      await settings.getByRole('combobox').first().click();
      await page.getByRole('listbox').waitFor();
      // Of the list alone: the page behind it is hidden from readers, and the focus kept from it, which axe does not see.
      expect(await seriousViolationsInBothThemes(page, '[role=listbox]')).toEqual([]);
    });

    test('with the form, and with an empty canvas', async () => {
      await press('Control+e');
      await page.getByRole('slider', { name: 'Steps' }).waitFor();
      expect(await violations()).toEqual([]);
      await press('Control+e', 'Alt+n');
      await page.getByText('Build a picture out of nodes').waitFor();
      expect(await violations()).toEqual([]);
    });
  });
});
