import { describe, expect, test } from 'vitest';
import { age } from './assets.ts';

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
