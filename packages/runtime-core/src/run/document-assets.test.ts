import { createHash } from 'node:crypto';
import { MAIN_GRAPH, type WorkflowDocument } from '@latentgraph/graph-core';
import { expect, it } from 'vitest';
import { importDocumentAssets } from './document-assets.ts';
import { createMemoryAssetStore } from './memory-asset-store.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('puts the assets of a document into the store, but none that is not what it says', async () => {
  const assets = createMemoryAssetStore(1000, hashOf);
  const bytes = new Uint8Array(Buffer.from('pixels'));
  const good = hashOf(bytes);
  const bad = '0'.repeat(64);
  const torn = '1'.repeat(64);
  const asset = { mediaType: 'image/png', data: Buffer.from(bytes).toString('base64') };
  const document: WorkflowDocument = {
    ...{ format: 'latentgraph', version: 1, graphs: { [MAIN_GRAPH]: { nodes: {}, edges: [] } } },
    assets: { [good]: asset, [bad]: asset, [torn]: { mediaType: 'image/png', data: 'cut off here…' } },
  };
  expect(await importDocumentAssets(document, { assets, hashOf })).toMatchObject([
    { code: 'asset-hash-mismatch', severity: 'warning', message: expect.stringContaining(bad) },
    { code: 'asset-hash-mismatch', severity: 'warning', message: expect.stringContaining(torn) },
  ]);
  expect(await assets.get(good)).toEqual({ hash: good, mediaType: 'image/png', bytes });
  expect(await assets.has(bad)).toBe(false);
});
