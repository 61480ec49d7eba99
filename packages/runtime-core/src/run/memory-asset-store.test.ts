import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createMemoryAssetStore } from './memory-asset-store.ts';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('keeps assets by hash and forgets the oldest beyond its budget', async () => {
  const store = createMemoryAssetStore(25, hashOf);
  const filled = (value: number) => new Uint8Array(10).fill(value);
  const [first, second] = [await store.put(filled(1), 'image/png'), await store.put(filled(2), 'image/png')];
  // Put again, the first is the younger one.
  await store.put(filled(1), 'image/png');
  const third = await store.put(filled(3), 'image/png');
  expect(await store.get(first)).toEqual({ hash: first, mediaType: 'image/png', bytes: filled(1) });
  expect([await store.has(first), await store.has(second), await store.has(third)]).toEqual([
    true,
    false,
    true,
  ]);
});
