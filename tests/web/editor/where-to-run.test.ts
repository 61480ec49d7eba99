import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { nodesAreDrawn, useEditorVisitor } from '../support/editor-page.ts';

describe.skipIf(!hasBrowser)('where to run', () => {
  const visitor = useEditorVisitor();

  const openTab = async () => {
    const page = await visitor.openTab();
    await nodesAreDrawn(page);
    return page;
  };

  test('a device that was chosen and is not there any more says why, and so does a run', async () => {
    const page = await openTab();
    await openPicker(page);
    await page.getByRole('radio', { name: /^WebGPU/ }).click();
    await page.reload();
    await openPicker(page);
    await saying(page, 'WebGPU', /no WebGPU|no GPU/);
    await saying(page, 'WebAssembly', /^Runs on/);
    await saying(page, 'Automatic', /WebAssembly\.$/);
    await page.keyboard.press('Escape');
    await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
    await page
      .getByText(/^This browser cannot run on webgpu\./)
      .first()
      .waitFor();

    await openPicker(page);
    await page.getByRole('radio', { name: /^WebAssembly/ }).click();
    await bar(page)
      .getByRole('button', { name: /^Where to run: This browser, WASM$/ })
      .waitFor();
  });

  test('a browser that cannot be asked says why', async () => {
    await visitor.context.route(/runtime-worker[^/]*\.js$/, (route) => route.abort());
    const page = await openTab();
    await openPicker(page);
    await page.getByText(/^What computes in the background of this page stopped unexpectedly/).waitFor();
    await saying(page, 'WebAssembly', /^Not known$/);
  });

  test('an empty canvas has nothing to run, and says so', async () => {
    const page = await openTab();
    const run = bar(page).getByRole('button', { name: 'Run', exact: true });
    expect(await run.getAttribute('aria-disabled')).toBe('false');
    await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await expect.poll(() => run.getAttribute('aria-disabled')).toBe('true');
    await run.focus();
    await page.getByRole('tooltip', { name: /^There is nothing to run yet/ }).waitFor();
  });
});

function bar(page: Page) {
  return page.getByRole('banner');
}

async function openPicker(page: Page): Promise<void> {
  await bar(page)
    .getByRole('button', { name: /^Where to run/ })
    .click();
}

/** Waits until a choice is described so. */
async function saying(page: Page, title: string, about: RegExp): Promise<void> {
  await page
    .getByRole('dialog', { name: 'Where to run' })
    .locator('label')
    .filter({ hasText: title })
    .getByText(about)
    .first()
    .waitFor();
}
