import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { serve } from '../../server/support/serve.ts';
import { hasBrowser } from '../support/browser.ts';
import { type DroppedFile, dropFile } from '../support/drop-file.ts';
import { useEditorPage } from '../support/editor-page.ts';
import { HOSTILE, hostileFile, MARKUP, NAME } from '../support/hostile.ts';
import { type Watch, watch } from '../support/watch.ts';

/** Without heed to the page's content security policy: what keeps strings from running is the editor alone. */
describe.skipIf(!hasBrowser)('hostile strings run nothing, fetch nothing and are shown as text', () => {
  let page: Page;
  let inspector: Locator;
  let watched: Watch;
  const editor = useEditorPage({
    viewport: { width: 1500, height: 900 },
    bypassCSP: true,
    prepare(opened) {
      page = opened;
      watched = watch(page, editor.server.origin);
      inspector = page.getByRole('complementary', { name: 'Inspector' });
    },
  });
  const { node } = editor;

  const field = (name: string) => inspector.getByRole('textbox', { name, exact: true });
  const select = (id: string) => node(id).locator('h2').click();
  const selectNothing = () => page.keyboard.press('Escape');

  /** Writes each string into a field, and looks at what it did to the page. */
  async function tryAll(
    into: Locator,
    look: (text: string) => Promise<void> = async () => {},
  ): Promise<void> {
    for (const text of HOSTILE) {
      await into.fill(text);
      const most = Number((await into.getAttribute('maxlength')) ?? text.length);
      await expect.poll(() => into.inputValue()).toBe(text.slice(0, most));
      await look(text.slice(0, most));
      expect(await watched.found()).toEqual([]);
    }
  }

  const shows = (place: Locator) => (text: string) =>
    expect.poll(async () => (await place.textContent())?.trim()).toBe(text);

  test('in the words of a workflow, its nodes, params and form', async () => {
    await selectNothing();
    await tryAll(field('Name of the workflow'), shows(page.getByRole('heading', { level: 1 })));
    await tryAll(field('Description of the workflow'));

    await inspector.getByRole('button', { name: 'Rename Prompt', exact: true }).click();
    const words = page.getByRole('dialog', { name: /^Words for/ });
    const listed = inspector.getByRole('listitem').first().locator('span').nth(1);
    await tryAll(words.getByRole('textbox', { name: 'Name on the command line' }));
    await tryAll(words.getByRole('textbox', { name: 'What it is for' }));
    await tryAll(words.getByRole('textbox', { name: 'Title' }), shows(listed));
    await page.keyboard.press('Escape');

    await select('prompt');
    await tryAll(field('Title'), shows(node('prompt').locator('h2')));
    await tryAll(field('Text'));
    await select('schedule');
    await inspector.getByRole('combobox', { name: 'Scheduler', exact: true }).click();
    await page.getByRole('option', { name: 'Auto' }).click();
    await tryAll(field('Options, as JSON'));
    await select('save');
    await tryAll(field('Prefix'));
    await select('noise');
    await tryAll(field('Seed'));

    await page.getByRole('radio', { name: 'Form' }).click();
    await page.getByRole('main', { name: 'Form' }).waitFor();
    expect(await watched.found()).toEqual([]);
  });

  test('in frames, notes, searches and the address of a server', async () => {
    await select('noise');
    await page.keyboard.press('Control+g');
    const frame = page.locator('.react-flow__node-frame');
    for (const text of HOSTILE) {
      const title = page.getByRole('textbox', { name: 'Title of the frame' });
      if (!(await title.isVisible())) await frame.locator('h2').dblclick();
      await title.fill(text);
      await page.keyboard.press('Enter');
      await shows(frame.locator('h2'))(text.slice(0, 200));
      expect(await watched.found()).toEqual([]);
    }
    await selectNothing();
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 30 } });
    await page.keyboard.press('n');
    await tryAll(page.getByRole('textbox', { name: 'Text of the note' }));
    await page.keyboard.press('Escape');
    await shows(page.locator('.react-flow__node-note'))(HOSTILE.at(-1)!);

    if (!(await page.getByRole('searchbox').isVisible())) await page.keyboard.press('Control+1');
    await tryAll(page.getByRole('searchbox', { name: 'Search nodes' }));
    await page.getByRole('button', { name: 'Put away' }).click();
    await page.locator('.react-flow__pane').dblclick({ position: { x: 600, y: 790 } });
    await tryAll(page.getByRole('combobox', { name: 'Add a node' }));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await tryAll(page.getByRole('combobox', { name: 'Find a command or a node' }));
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /^Where to run/ }).click();
    await page.getByRole('button', { name: 'Add a server' }).click();
    const form = page.getByRole('form', { name: 'Add a server' });
    await tryAll(form.getByRole('textbox', { name: 'Token' }));
    await tryAll(form.getByRole('textbox', { name: 'Address' }));
    await form.getByRole('textbox', { name: 'Address' }).fill(MARKUP);
    await form.getByRole('button', { name: 'Connect' }).click();
    await form.getByText(`'${MARKUP}' is no address of a server.`).waitFor();
    expect(await watched.found()).toEqual([]);
  });

  test('in every string of a file, in every view that shows them', async () => {
    await dropFile(page, hostile());
    const look = async () => expect(await watched.found()).toEqual([]);
    await shows(page.getByRole('heading', { level: 1 }))(NAME);
    expect(await page.title()).toContain(NAME);
    await node('unknown').getByText(MARKUP).first().waitFor();
    await inspector.getByText(/^\d+ problems$/).waitFor();
    await look();
    for (const id of ['unknown', 'prompt', 'checkpoint', 'save', 'start']) {
      await select(id);
      await inspector.getByText(id, { exact: true }).waitFor();
      await look();
    }
    await inView('outline', 'Control+2', page.getByRole('tree').getByText(MARKUP).first());
    await inView('gallery', 'Control+3', page.getByRole('region', { name: 'Gallery' }));
    for (const [keys, dialog] of DIALOGS) {
      await page.keyboard.press(keys);
      await page.getByRole('dialog', { name: dialog }).waitFor();
      await look();
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'Check and allow…' }).click();
    await page.getByRole('dialog').getByText(`does not have it; the file says: ${MARKUP}`).waitFor();
    await look();
    await page.getByRole('button', { name: 'Allow running' }).click();
    await page.getByRole('banner').getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('[data-sonner-toast]').first().waitFor();
    await look();
    await page.getByRole('radio', { name: 'Form' }).click();
    await page.getByRole('main', { name: 'Form' }).getByText(MARKUP).first().waitFor();
    await look();

    async function inView(_: string, keys: string, shown: Locator): Promise<void> {
      await page.keyboard.press(keys);
      await shown.waitFor();
      await look();
    }
  });

  test('nor does the policy of the server find anything to refuse', async () => {
    const { url, signInUrl } = await serve(undefined, ['--site', inject('editor')]);
    const guest = await editor.newContext({ bypassCSP: false });
    const served = await guest.newPage();
    const seen = watch(served, url);
    await served.goto(signInUrl);
    await served.getByRole('heading', { level: 1, name: 'Text to image' }).waitFor();
    await dropFile(served, hostile());
    await shows(served.getByRole('heading', { level: 1 }))(NAME);
    expect(await seen.found()).toEqual([]);
    await served.getByRole('radio', { name: 'Form' }).click();
    await served.getByRole('main', { name: 'Form' }).getByText(MARKUP).first().waitFor();
    expect(await seen.found()).toEqual([]);
    await guest.close();
  });
});

const DIALOGS: readonly (readonly [keys: string, name: string])[] = [
  ['Control+k', 'Find a command or a node'],
  ['Alt+s', 'Share as a link'],
  ['Control+Shift+o', 'Recent workflows'],
];

function hostile(): DroppedFile {
  const bytes = Buffer.from(JSON.stringify(hostileFile()));
  return { name: 'workflow.json', type: 'application/json', bytes };
}
