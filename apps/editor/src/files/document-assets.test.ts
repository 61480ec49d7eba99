import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describe, expect, test } from 'vitest';
import { assetsNamedIn, putInAssets, takeOutAssets } from './document-assets.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function inpainting() {
  const file = new URL('../../../../examples/inpainting.json', import.meta.url);
  const result = parseWorkflow(readFileSync(file, 'utf8'), builtinRegistry);
  if (!result.ok) throw new Error('The example is no workflow.');
  return result.document;
}

describe('the assets of a document', () => {
  test('are those that its nodes name, known or not', () => {
    const document = inpainting();
    expect(assetsNamedIn(document)).toEqual(Object.keys(document.assets ?? {}).sort());
    const hash = 'ab'.repeat(32);
    const { graphs } = document;
    const odd = {
      type: 'other:Node',
      version: 1,
      params: { list: [{ picture: hash }] },
      position: { x: 0, y: 0 },
    };
    const main = { ...graphs.main, nodes: { ...graphs.main.nodes, odd } };
    expect(assetsNamedIn({ ...document, graphs: { main } })).toContain(hash);
  });

  test('are taken out and put in again without a difference', () => {
    const document = inpainting();
    const out = takeOutAssets(document, sha256);
    expect(out.warnings).toEqual([]);
    expect(out.assets.length).toBeGreaterThan(0);
    expect(out.document).not.toHaveProperty('assets');
    expect(putInAssets(out.document, out.assets)).toEqual(document);
  });

  test('that are not what their names say are left out, and said', () => {
    const document = inpainting();
    const [hash] = Object.keys(document.assets!);
    const damaged = { ...document, assets: { [hash!]: { mediaType: 'image/png', data: 'AAAA' } } };
    const garbled = { ...document, assets: { [hash!]: { mediaType: 'image/png', data: '*' } } };
    for (const given of [damaged, garbled]) {
      const { assets, warnings } = takeOutAssets(given, sha256);
      expect(assets).toEqual([]);
      expect(warnings.map(({ code }) => code)).toEqual(['asset-hash-mismatch']);
    }
  });
});
