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
    await createVaultAssetStore(vault).put(BYTES, 'image/png');
    const [path] = await vault.list('assets');
    await vault.write(path!, Uint8Array.of(9));
    const store = createVaultAssetStore(vault);
    expect([await store.has(HASH), await store.get(HASH)]).toEqual([false, undefined]);
    await store.put(BYTES, 'image/webp');
    expect(await store.get(HASH)).toEqual({ hash: HASH, mediaType: 'image/webp', bytes: BYTES });
  });

  it('are read once to know that they are here, however often they are asked for', async () => {
    const vault = createMemoryVault();
    await createVaultAssetStore(vault).put(BYTES, 'image/png');
    let reads = 0;
    const store = createVaultAssetStore({
      ...vault,
      read(path) {
        reads += 1;
        return vault.read(path);
      },
    });
    expect([await store.has(HASH), await store.has(HASH), await store.has(HASH), reads]).toEqual([
      ...[true, true, true],
      1,
    ]);
    await store.put(BYTES, 'image/png');
    expect(reads).toBe(1);
    await createVaultAssetStore(vault).remove(HASH);
    expect(await store.has(HASH)).toBe(false);
  });

  it('go when there are too many of them, the one that was used longest ago first', async () => {
    let minute = Date.now() / 60_000;
    const now = () => minute * 60_000;
    const store = createVaultAssetStore(createMemoryVault(), { budgetBytes: 250, now });
    const picture = (value: number) => store.put(new Uint8Array(100).fill(value), 'image/png');
    const later = () => {
      minute += 20;
    };
    const [first, second] = [await picture(1), await picture(2)];
    later();
    await store.get(first);
    later();
    const third = await picture(3);
    const here = await Promise.all([first, second, third].map((hash) => store.has(hash)));
    expect(here).toEqual([true, false, true]);
  });

  it('stay while they are young, and without a budget', async () => {
    for (const options of [{ budgetBytes: 0 }, {}]) {
      const store = createVaultAssetStore(createMemoryVault(), options);
      await store.put(Uint8Array.of(1), 'image/png');
      await store.put(Uint8Array.of(2), 'image/png');
      expect(await store.list()).toHaveLength(2);
    }
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
