import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sha256 } from '../../files/sha256.ts';
import { createDiskAssetStore } from '../../stores/disk-asset-store.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { type CollectOptions, collectAssets } from './collect-assets.ts';

const HOUR_MS = 3_600_000;

/** A store with assets of given ages in hours, each 100 bytes. */
async function storeWith(ages: Readonly<Record<string, number>>) {
  const directory = await temporaryFolder();
  const store = createDiskAssetStore(directory);
  const hashes: Record<string, string> = {};
  for (const [name, hours] of Object.entries(ages)) {
    const hash = await store.put(Buffer.from(name.padEnd(100)), 'image/png');
    const then = new Date(Date.now() - hours * HOUR_MS);
    await utimes(join(directory, hash.slice(0, 2), `${hash}.png`), then, then);
    hashes[name] = hash;
  }
  const collect = (options: Partial<CollectOptions> = {}, used: readonly string[] = []) =>
    collectAssets({
      ...{ directory, maxAgeMs: 100 * HOUR_MS, budgetBytes: 1e9, minAgeMs: HOUR_MS },
      isUsed: (hash) => used.some((name) => hashes[name] === hash),
      ...options,
    });
  const left = async () => {
    const found: string[] = [];
    for (const [name, hash] of Object.entries(hashes)) if (await store.has(hash)) found.push(name);
    return found;
  };
  return { directory, store, collect, left };
}

describe('collectAssets', () => {
  it('removes what is old and unused', async () => {
    const { collect, left } = await storeWith({ ancient: 200, used: 300, recent: 50 });
    expect(await collect({}, ['used'])).toEqual({ removed: 1, removedBytes: 100, keptBytes: 200 });
    expect(await left()).toEqual(['used', 'recent']);
  });

  it('removes the oldest unused ones when all are too large together, but none that is young', async () => {
    const { collect, left } = await storeWith({ used: 9, oldest: 8, older: 7, old: 6, young: 0 });
    expect(await collect({ budgetBytes: 300 }, ['used'])).toMatchObject({ removed: 2, keptBytes: 300 });
    expect(await left()).toEqual(['used', 'old', 'young']);
    expect(await collect({ budgetBytes: 0 }, ['used'])).toMatchObject({ removed: 1, keptBytes: 200 });
    expect(await left()).toEqual(['used', 'young']);
  });

  it('keeps all at a start with the clock far ahead', async () => {
    const { collect, left } = await storeWith({ yesterday: 24, today: 2 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 400 * 24 * HOUR_MS });
    onTestFinished(() => void vi.useRealTimers());
    expect(await collect()).toMatchObject({ removed: 0 });
    expect(await left()).toEqual(['yesterday', 'today']);
  });

  it('keeps an old one that was stored again', async () => {
    const { store, collect, left } = await storeWith({ again: 200 });
    await store.put(Buffer.from('again'.padEnd(100)), 'image/png');
    expect(await collect()).toMatchObject({ removed: 0 });
    expect(await left()).toEqual(['again']);
  });

  it('removes what a killed writer left, and touches no file that is not its own', async () => {
    const { directory, collect } = await storeWith({ new: 0 });
    const then = new Date(Date.now() - 2 * HOUR_MS);
    const folder = join(directory, 'ab');
    await mkdir(folder);
    const leftOver = `.${sha256('x')}.png.0123456789ab.tmp`;
    for (const name of [leftOver, 'notes.txt', `${'ab'.repeat(31)}.png`]) {
      await writeFile(join(folder, name), 'x');
      await utimes(join(folder, name), then, then);
    }
    expect(await collect({ maxAgeMs: 0, budgetBytes: 0 })).toMatchObject({ removed: 1 });
    expect((await readdir(folder)).sort()).toEqual([`${'ab'.repeat(31)}.png`, 'notes.txt'].sort());
  });
});
