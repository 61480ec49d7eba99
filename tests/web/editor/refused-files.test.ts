import { describe, expect, test } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { dropFile } from '../support/drop-file.ts';
import { useEditorVisitor } from '../support/editor-page.ts';

const workflow = (text: string) =>
  `{ "format": "latentgraph", "version": 1, "graphs": { "main": { "nodes": {
  "text": { "type": "Text", "version": 1, "params": { "value": "${text}" } } }, "edges": [] } } }`;

/** The least that is a BMP: one pixel of 24 bits. */
function bmp(): Buffer {
  const bytes = Buffer.alloc(58);
  bytes.write('BM', 'latin1');
  for (const [offset, value] of [
    [2, 58],
    [10, 54],
    [14, 40],
    [18, 1],
    [22, 1],
    [26, 1 | (24 << 16)],
  ] as const) {
    bytes.writeUInt32LE(value, offset);
  }
  return bytes;
}

describe.skipIf(!hasBrowser)('a file that is dropped', () => {
  const visitor = useEditorVisitor();

  test('is refused where it is not to be read, with its name and why', async () => {
    const page = await visitor.openTab();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const before = await page.locator('.react-flow__node').count();

    await dropFile(page, { name: 'old.bmp', type: 'image/bmp', bytes: bmp() });
    await page.getByText('“old.bmp”: The picture is a BMP file, which Latentgraph does not read.').waitFor();
    expect(await page.locator('.react-flow__node').count()).toBe(before);

    const latin1 = Buffer.from(workflow('Häuschen'), 'latin1');
    await dropFile(page, { name: 'house.json', type: 'application/json', bytes: latin1 });
    await page.getByText('“house.json”: The text is not UTF-8: byte').waitFor();
    expect(await page.locator('.react-flow__node').count()).toBe(before);

    const utf16 = Buffer.from(`\uFEFF${workflow('Häuschen')}`, 'utf16le');
    await dropFile(page, { name: 'house.json', type: 'application/json', bytes: utf16 });
    const node = page.locator('.react-flow__node', { hasText: 'Häuschen' });
    await node.waitFor();
  });
});
