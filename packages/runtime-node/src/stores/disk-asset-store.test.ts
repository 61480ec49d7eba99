import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../files/sha256.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createDiskAssetStore } from './disk-asset-store.ts';

const bytes = new TextEncoder().encode('a picture');
const hash = sha256(bytes);

describe('the asset store on disk', () => {
  it('gives back what it was given, by its hash, also after a restart', async () => {
    const folder = await temporaryFolder();
    expect(await createDiskAssetStore(folder).put(bytes, 'image/png')).toBe(hash);
    const store = createDiskAssetStore(folder);
    expect(await store.get(hash)).toEqual({ hash, mediaType: 'image/png', bytes: new Uint8Array(bytes) });
    expect(await store.has(hash)).toBe(true);
    expect(await readdir(join(folder, hash.slice(0, 2)))).toEqual([`${hash}.png`]);
  });

  it('has nothing else, whatever the name', async () => {
    const store = createDiskAssetStore(await temporaryFolder());
    for (const name of [hash, '', '../../etc/passwd', hash.toUpperCase(), `${hash}.png`, '__proto__']) {
      expect(await store.get(name), name).toBeUndefined();
      expect(await store.has(name), name).toBe(false);
    }
  });

  it('counts a file as gone whose bytes changed, and puts it right again', async () => {
    const folder = await temporaryFolder();
    const store = createDiskAssetStore(folder);
    await store.put(bytes, 'image/png');
    await writeFile(join(folder, hash.slice(0, 2), `${hash}.png`), 'something else');
    expect(await store.get(hash)).toBeUndefined();
    await store.put(bytes, 'image/png');
    expect((await store.get(hash))?.bytes).toEqual(new Uint8Array(bytes));
  });

  it('keeps one file when the same bytes come many times at once', async () => {
    const folder = await temporaryFolder();
    const store = createDiskAssetStore(folder);
    await Promise.all(Array.from({ length: 8 }, () => store.put(bytes, 'image/webp')));
    expect(await readdir(join(folder, hash.slice(0, 2)))).toEqual([`${hash}.webp`]);
  });
});
