import { describe, expect, test } from 'vitest';
import { age, createAssets } from './assets.ts';
import { unreadableFile } from './testing/unreadable-file.ts';

const HOUR_MS = 60 * 60 * 1000;
const asset = { hash: 'a'.repeat(64), mediaType: 'image/png', bytes: new Uint8Array(1) };

describe('an asset', () => {
  test('stays as it is while something names it', () => {
    expect(age(asset, true, 100 * HOUR_MS)).toBe(asset);
  });

  test('goes a day after nothing was found to name it, however long it has been here', () => {
    const unnamed = age(asset, false, 100 * HOUR_MS)!;
    expect(unnamed).toEqual({ ...asset, unnamedSince: 100 * HOUR_MS });
    expect(age(unnamed, false, 123 * HOUR_MS)).toBe(unnamed);
    expect(age(unnamed, false, 124 * HOUR_MS)).toBe(undefined);
  });

  test('has another day once something named it again', () => {
    const unnamed = age(asset, false, 100 * HOUR_MS)!;
    expect(age(unnamed, true, 200 * HOUR_MS)).toEqual(asset);
  });
});

describe('where the browser keeps nothing', () => {
  const picture = (byte: number) => new Blob([new Uint8Array([byte])], { type: 'image/png' });

  function setUp() {
    const told: string[] = [];
    const assets = createAssets({
      database: () => Promise.reject(new DOMException('blocked', 'SecurityError')),
      onUnkept: ({ code }) => told.push(code),
    });
    return { assets, told };
  }

  test('pictures serve until the page closes, which is said once', async () => {
    const { assets, told } = setUp();
    const hash = await assets.add(picture(1));
    const other = { hash: 'b'.repeat(64), mediaType: 'image/webp', bytes: new Uint8Array([2]) };
    const last = { ...other, hash: 'c'.repeat(64) };
    await assets.addAll([other, last]);
    expect(await Promise.all([hash, other.hash, last.hash].map(assets.get))).toEqual([
      { hash, mediaType: 'image/png', bytes: new Uint8Array([1]) },
      other,
      last,
    ]);
    expect(told).toEqual(['picture-not-kept']);
  });

  test('a file that cannot be read is no picture', async () => {
    const { assets, told } = setUp();
    await expect(assets.add(unreadableFile('folder'))).rejects.toMatchObject({
      problem: { code: 'file-unreadable', message: '“folder” cannot be read.' },
    });
    expect(told).toEqual([]);
  });
});
