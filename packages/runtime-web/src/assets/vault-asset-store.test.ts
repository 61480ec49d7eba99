import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMemoryVault } from '../vault/memory-vault.ts';
import { createVaultAssetStore } from './vault-asset-store.ts';

const BYTES = Uint8Array.of(1, 2, 3);
const HASH = createHash('sha256').update(BYTES).digest('hex');

describe('assets in a vault', () => {
  it('are kept by their hash, listed, and deleted', async () => {
    const store = createVaultAssetStore(createMemoryVault());
    expect(await store.put(BYTES, 'image/png')).toBe(HASH);
    expect(await store.put(BYTES, 'image/webp')).toBe(HASH);
    expect(await store.get(HASH)).toEqual({ hash: HASH, mediaType: 'image/png', bytes: BYTES });
    expect(await store.list()).toEqual([{ hash: HASH, mediaType: 'image/png', sizeBytes: 3 }]);
    await store.remove(HASH);
    expect(await store.has(HASH)).toBe(false);
    expect(await store.list()).toEqual([]);
  });

  it('count as gone when their bytes have changed, and can be put again', async () => {
    const vault = createMemoryVault();
    const store = createVaultAssetStore(vault);
    await store.put(BYTES, 'image/png');
    const [path] = await vault.list('assets');
    await vault.write(path!, Uint8Array.of(9));
    expect(await store.has(HASH)).toBe(false);
    await store.put(BYTES, 'image/png');
    expect(await store.has(HASH)).toBe(true);
  });

  it('are never named by anything but a hash', async () => {
    const vault = createMemoryVault();
    await vault.write('models/m/config.json', BYTES);
    const store = createVaultAssetStore(vault);
    await store.remove('../models/m/config');
    expect(await store.get('../models/m/config')).toBeUndefined();
    expect(await vault.list('models')).toHaveLength(1);
  });

  it('say that there is no room', async () => {
    const store = createVaultAssetStore({
      ...createMemoryVault(),
      async write() {
        throw new DOMException('The disk is full.', 'QuotaExceededError');
      },
    });
    await expect(store.put(BYTES, 'image/png')).rejects.toMatchObject({ problem: { code: 'storage-full' } });
  });
});
