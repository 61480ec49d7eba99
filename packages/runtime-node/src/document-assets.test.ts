import { MAIN_GRAPH, type WorkflowDocument } from '@latentgraph/graph-core';
import { createMemoryAssetStore } from '@latentgraph/runtime-core';
import { expect, it } from 'vitest';
import { importDocumentAssets } from './document-assets.ts';
import { sha256 } from './files/sha256.ts';

it('puts the assets of a document into the store, but none that is not what it says', async () => {
  const store = createMemoryAssetStore(1000, sha256);
  const bytes = new TextEncoder().encode('pixels');
  const good = sha256(bytes);
  const bad = '0'.repeat(64);
  const data = Buffer.from(bytes).toString('base64');
  const asset = { mediaType: 'image/png', data };
  const document: WorkflowDocument = {
    ...{ format: 'latentgraph', version: 1, graphs: { [MAIN_GRAPH]: { nodes: {}, edges: [] } } },
    assets: { [good]: asset, [bad]: asset },
  };
  expect(await importDocumentAssets(document, store)).toMatchObject([
    { code: 'asset-hash-mismatch', severity: 'warning', message: expect.stringContaining(bad) },
  ]);
  expect(await store.get(good)).toEqual({ hash: good, mediaType: 'image/png', bytes: new Uint8Array(bytes) });
  expect(await store.has(bad)).toBe(false);
});
