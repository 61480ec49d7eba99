import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Puts `mine.json`, a file of the page's own folder, in place of the system's picker, which a test cannot reach. */
export async function pickOwnFile(page: Page): Promise<void> {
  await page.evaluate(`
    globalThis.target = () =>
      navigator.storage.getDirectory().then((folder) => folder.getFileHandle('mine.json', { create: true }));
    window.showSaveFilePicker = target;
  `);
}

/** Writes that file as another program does, at another time than it was written last. */
export async function writeAsOthers(page: Page): Promise<void> {
  const modifiedAt = () => page.evaluate('target().then((h) => h.getFile()).then((f) => f.lastModified)');
  const before = await modifiedAt();
  await expect
    .poll(async () => {
      await page.evaluate(
        `target().then((h) => h.createWritable()).then((w) => w.write('theirs').then(() => w.close()))`,
      );
      return modifiedAt();
    })
    .not.toBe(before);
}
