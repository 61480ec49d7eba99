import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readExample } from '../../support/examples.ts';
import { hasBrowser } from '../support/browser.ts';
import { useEditorVisitor } from '../support/editor-page.ts';

describe.skipIf(!hasBrowser)('pasting', () => {
  const visitor = useEditorVisitor();
  const barOf = (page: Page) => page.getByRole('region', { name: 'Restricted workflow' });
  const modelsOf = (page: Page) => page.locator('.react-flow__node', { hasText: 'Checkpoint' });

  /** A tab with its workflow drawn. */
  async function openTab(): Promise<Page> {
    const page = await visitor.openTab();
    await modelsOf(page).waitFor();
    return page;
  }

  test('what was copied in another tab of this browser asks nothing', async () => {
    const first = await openTab();
    await first.keyboard.press('Control+a');
    const text = await copied(first);
    const second = await visitor.openTab();
    await second.getByRole('region', { name: 'How to begin' }).waitFor();
    await paste(second, text);
    await modelsOf(second).waitFor();
    expect(await barOf(second).count()).toBe(0);
  });

  test('what comes from elsewhere says what it wants and waits to be allowed, unless it is undone', async () => {
    const page = await openTab();
    const text = JSON.stringify(readExample('text-to-image'));
    await paste(page, text);
    await barOf(page).getByText('Part of this workflow was pasted from elsewhere.').waitFor();
    expect(await barOf(page).textContent()).toContain('It wants the model tiny.');
    await page.keyboard.press('Control+Enter');
    const asked = page.getByRole('dialog', { name: 'Before this workflow runs' });
    await asked.getByText('Part of it was pasted from elsewhere.').waitFor();
    await asked.getByRole('button', { name: 'Not yet' }).click();

    await page.keyboard.press('Control+z');
    await barOf(page).waitFor({ state: 'detached' });
    expect(await modelsOf(page).count()).toBe(1);
    await page.keyboard.press('Control+Shift+z');
    await barOf(page).waitFor();
    await page.reload();
    await barOf(page).waitFor();
  });
});

/** What the browser puts on its clipboard where somebody copies. */
function copied(page: Page): Promise<string> {
  return page.evaluate<string>(`
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    clipboardData.getData('text/plain');
  `);
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ${JSON.stringify(text)});
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  `);
}
