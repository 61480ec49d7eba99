import { builtinRegistry } from '@latentgraph/nodes';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { nodesAreDrawn, useEditorVisitor } from '../support/editor-page.ts';
import { linkTo } from '../support/link-to.ts';

/** What a file may hold where a param should be. */
const VALUES = [[null], {}, 5, null, { a: null }, 'x', [], true, [[]], -1.5, ''];
const COLUMNS = 8;

describe.skipIf(!hasBrowser)('params that hold other JSON than they should', () => {
  const visitor = useEditorVisitor({ viewport: { width: 1500, height: 900 } });

  test('are shown, in the graph, the inspector and the form, also after a reload, and are left behind', async () => {
    const page = await visitor.openTab(linkTo(hostileDocument()));
    await isShown(page);
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    for (const id of ['DenoiseStart', 'Schedule', 'TextEncode', 'LoadImage', 'PaintMask']) {
      await page.locator(`[data-id="${id}"] h2`).click();
      await inspector.getByText(id, { exact: true }).waitFor();
      expect(await notShown(page).count()).toBe(0);
    }
    await page.getByRole('radio', { name: 'Form' }).click();
    await page.getByRole('main', { name: 'Form' }).getByText('carried', { exact: true }).waitFor();
    expect(await notShown(page).count()).toBe(0);
    await page.getByRole('radio', { name: 'Graph' }).click();
    await page.reload();
    await isShown(page);

    await page.keyboard.press('Alt+n');
    await page.getByRole('region', { name: 'How to begin' }).waitFor();
    await page.reload();
    await page.getByRole('region', { name: 'How to begin' }).waitFor();
  });
});

async function isShown(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Other values' }).waitFor();
  await nodesAreDrawn(page);
  expect(await page.locator('.react-flow__node-node').count()).toBe(builtinRegistry.nodes.size);
  expect(await notShown(page).count()).toBe(0);
}

/** What stands in place of what could not be drawn. */
function notShown(page: Page): Locator {
  return page.getByText('cannot be shown.');
}

/** One node of each type. The params of a node hold one value after the other; those of the next begin one later. */
function hostileDocument(): unknown {
  const nodes = [...builtinRegistry.nodes].map(([type, { params }], index) => {
    const names = Object.keys(params.shape);
    const position = { x: (index % COLUMNS) * 320, y: Math.floor(index / COLUMNS) * 420 };
    const given = names.map((name, place) => [name, VALUES[(index + place) % VALUES.length]]);
    return [type, { type, version: 1, params: Object.fromEntries(given), position }] as const;
  });
  const { DenoiseStart, ...others } = Object.fromEntries(nodes);
  const start = { ...DenoiseStart, params: { zone: 5, carried: [null] } };
  return {
    ...{ format: 'latentgraph', version: 1, name: 'Other values' },
    exposed: [{ name: 'carried', node: 'DenoiseStart', param: 'carried', title: 'carried' }],
    graphs: { main: { nodes: { ...others, DenoiseStart: start }, edges: [] } },
  };
}
