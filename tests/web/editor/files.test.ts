import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { EXAMPLES, readExample } from '../../support/examples.ts';
import { hasBrowser } from '../support/browser.ts';
import { dropFile } from '../support/drop-file.ts';
import { runCommand, useEditorVisitor } from '../support/editor-page.ts';
import { linkTo } from '../support/link-to.ts';
import { pickOwnFile, writeAsOthers } from '../support/own-file.ts';

/** Longer than any change waits until it is kept. */
const KEPT_MS = 1000;

describe.skipIf(!hasBrowser)('keeping and sharing', () => {
  const visitor = useEditorVisitor();

  async function openTab(): Promise<Page> {
    const page = await visitor.openTab();
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  }

  test('what was edited is there again after its tab was killed', async () => {
    const page = await openTab();
    await rename(page, 'Before the crash');
    await page.getByText('Saved', { exact: true }).waitFor();
    await rename(page, 'In mid-edit');
    await page.waitForTimeout(KEPT_MS);
    await kill(page);

    const next = await openTab();
    await next.getByRole('heading', { name: 'In mid-edit' }).waitFor();
    await next.getByText('Your work is back as it was').waitFor();
  });

  test('what was edited a moment before a reload is there again, without a word', async () => {
    const page = await openTab();
    await rename(page, 'Just now');
    await page.reload();
    await page.getByRole('heading', { name: 'Just now' }).waitFor();
    expect(await page.getByText('ended unexpectedly').count()).toBe(0);
  });

  test('two tabs do not write the same workflow', async () => {
    const first = await openTab();
    await rename(first, 'Of the first tab');
    await first.getByText('Saved', { exact: true }).waitFor();

    const second = await openTab();
    await second.getByRole('heading', { name: 'Untitled' }).waitFor();
    await openRecent(second, 'Of the first tab');
    const asked = second.getByRole('dialog', { name: 'Open in another tab' });
    await asked.getByRole('button', { name: 'Open a copy' }).click();
    await second.getByRole('heading', { name: 'Of the first tab copy' }).waitFor();

    await openRecent(second, 'Of the first tab');
    await asked.getByRole('button', { name: 'Move it to this tab' }).click();
    await second.getByRole('heading', { name: 'Of the first tab', exact: true }).waitFor();
    await first.getByText('is now open in another tab').waitFor();
    await expect.poll(() => titleOf(first)).toBe('Untitled');
  });

  test('another workflow takes the place of the open one, which stays among the recent; deleting can be undone', async () => {
    const page = await openTab();
    await rename(page, 'The first');
    await page.keyboard.press('Alt+n');
    await page.getByRole('heading', { name: 'Untitled' }).waitFor();
    await page.keyboard.press('Control+Shift+o');
    await page.getByRole('button', { name: 'Delete The first' }).click();
    await page.getByText('Deleted “The first”.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('button', { name: /^The first/ }).click();
    await page.getByRole('heading', { name: 'The first' }).waitFor();
  });

  test('a picture opens the workflow that made it, which may not run before it is allowed to', async () => {
    const page = await openTab();
    await page.waitForLoadState('networkidle');
    visitor.server.requests.length = 0;
    await drop(page, 'seed-grid.png', 'image/png');
    await page.getByRole('heading', { name: 'Seed grid' }).waitFor();
    const bar = page.getByRole('region', { name: 'Restricted workflow' });
    expect(await bar.textContent()).toContain('It wants the model tiny.');

    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: 'Before this workflow runs' });
    await dialog.getByText('It came from a picture.').waitFor();
    await dialog.getByText(/tiny – .* fetched from this site/).waitFor();
    expect(requested().filter((path) => path.startsWith('/models/'))).toEqual([]);

    await dialog.getByRole('button', { name: 'Allow running' }).click();
    await bar.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => requested().some((path) => path.endsWith('.onnx'))).toBe(true);

    await page.keyboard.press('Alt+n');
    await page.getByRole('heading', { name: 'Untitled' }).waitFor();
    await drop(page, 'seed-grid.png', 'image/png');
    await page.getByRole('heading', { name: 'Seed grid' }).waitFor();
    expect(await bar.count()).toBe(0);
  });

  test('a link holds the workflow, and opens it restricted where it was not made', async () => {
    const page = await openTab();
    await rename(page, 'Łódź & <b>friends</b>');
    await page.keyboard.press('Alt+s');
    const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();

    const other = await visitor.newContext();
    const guest = await other.newPage();
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'Łódź & <b>friends</b>' }).waitFor();
    await guest.getByRole('region', { name: 'Restricted workflow' }).waitFor();
    expect(new URL(guest.url()).hash).toBe('');

    await guest.goto(`${visitor.server.origin}/#${new URL(link).hash.slice(1, 200)}`);
    await guest.getByText('a part of the link is missing').waitFor();
    await guest.getByRole('heading', { name: 'Łódź & <b>friends</b>' }).waitFor();
    await other.close();
  });

  test('a workflow from a link may not run after a reload either, nor when it was saved or its link was copied', async () => {
    const page = await visitor.openTab(linkTo(readExample('text-to-image')));
    const bar = page.getByRole('region', { name: 'Restricted workflow' });
    await bar.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
    await page.keyboard.press('Alt+s');
    const shared = page.getByRole('dialog', { name: 'Share as a link' });
    const link = await shared.getByRole('textbox', { name: 'Link' }).inputValue();
    await shared.getByRole('button', { name: 'Copy' }).click();
    await shared.getByRole('button', { name: 'Copied' }).waitFor();

    await page.reload();
    await bar.waitFor();
    await page.keyboard.press('Control+Enter');
    const asked = page.getByRole('dialog', { name: 'Before this workflow runs' });
    await asked.getByText('It came from a link.').waitFor();
    await page.keyboard.press('Escape');
    await drop(page, await readFile(await download.path()), 'application/json');
    await bar.getByText('came from a file').waitFor();
    await page.goto(link);
    await bar.getByText('came from a link').waitFor();
  });

  test('nor does it where the browser keeps nothing', async () => {
    await visitor.context.addInitScript(
      `IDBFactory.prototype.open = () => { throw new DOMException('blocked', 'SecurityError'); };`,
    );
    const page = await visitor.openTab(linkTo(readExample('text-to-image')));
    const bar = page.getByRole('region', { name: 'Restricted workflow' });
    await bar.waitFor();
    await page.reload();
    await bar.waitFor();
  });

  test('an exported file brings its pictures along', async () => {
    const page = await openTab();
    await drop(page, 'inpainting.json', 'application/json');
    await page.getByRole('heading', { name: 'Inpainting' }).waitFor();
    await runCommand(page, 'Export with pictures');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'With pictures' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('inpainting.json');
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toBe(await readFile(join(EXAMPLES, 'inpainting.json'), 'utf8'));
  });

  test('a file is written again where it was saved, but not over what others wrote', async () => {
    const page = await openTab();
    await pickOwnFile(page);
    const written = () => page.evaluate<string>('target().then((h) => h.getFile()).then((f) => f.text())');
    await rename(page, 'First');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved mine.json.').waitFor();
    expect(JSON.parse(await written())).toMatchObject({ format: 'latentgraph', name: 'First' });

    await page.evaluate(`delete window.showSaveFilePicker`);
    await rename(page, 'Second');
    await page.keyboard.press('Control+s');
    await expect.poll(written).toContain('"Second"');

    await writeAsOthers(page);
    await rename(page, 'Third');
    await page.keyboard.press('Control+s');
    const asked = page.getByRole('dialog', { name: 'mine.json was changed' });
    await asked.waitFor();
    expect(await written()).toBe('theirs');
    await asked.getByRole('button', { name: 'Replace' }).click();
    await expect.poll(written).toContain('"Third"');
  });

  test('what cannot be opened is named', async () => {
    const page = await openTab();
    await drop(page, Buffer.from('{ "format": '), 'application/json');
    await page.getByText('“other.json”: The file is not valid JSON').waitFor();
    await drop(page, Buffer.from('no picture'), 'image/png');
    await page.getByText('“other.png”: The file is not a picture that Latentgraph reads.').waitFor();
  });

  test('any other picture becomes a node that opens it', async () => {
    const page = await openTab();
    await page.keyboard.press('Alt+n');
    await page.getByRole('heading', { name: 'Untitled' }).waitFor();
    const grey = { width: 64, height: 64, channels: 3 as const, background: 'grey' };
    await drop(page, await sharp({ create: grey }).png().toBuffer(), 'image/png');
    await page.locator('.react-flow__node', { hasText: 'Load Image' }).waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await page.locator('.react-flow__node', { hasText: 'Load Image' }).waitFor();
  });

  const requested = () => visitor.server.requests.map(({ path }) => path);
});

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('banner').getByRole('textbox', { name: 'Name of the workflow' }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

async function titleOf(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
}

async function openRecent(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+o');
  await page.getByRole('button', { name: new RegExp(`^${name} \\d`) }).click();
}

/** Kills the process that the page lives in: nothing of the page gets another word in. */
async function kill(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}

/** Drops one of the examples, or other bytes, on the canvas. */
async function drop(page: Page, given: string | Buffer, type: string): Promise<void> {
  const isExample = typeof given === 'string';
  const bytes = isExample ? await readFile(join(EXAMPLES, given)) : given;
  await dropFile(page, { name: isExample ? given : `other.${type.split('/')[1]}`, type, bytes });
}
