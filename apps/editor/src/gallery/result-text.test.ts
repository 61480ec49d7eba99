import { expect, it } from 'vitest';
import type { GalleryResult } from './gallery-result.ts';
import { byDay, pictureFileName, resultDetails, resultTitle } from './result-text.ts';

const NOW = new Date(2030, 4, 10, 0, 30).getTime();
const HOUR_MS = 3_600_000;

function result(change: Partial<GalleryResult> = {}): GalleryResult {
  return {
    ...{ id: 'a', asset: 'a', mediaType: 'image/png', widthPx: 128, heightPx: 64, node: 'save', index: 0 },
    ...{
      run: 'r',
      workflow: 'w',
      fingerprint: 'f',
      name: 'Two prompts',
      seeds: { 'noise.seed': 7 },
      place: 'This browser',
    },
    ...{ device: 'wasm', madeAt: NOW, elapsedMs: 1300 },
    ...change,
  };
}

it('puts results under their days, by the calendar and not by the hours between', () => {
  const results = [0, 1, 25, 80].map((hours) => result({ madeAt: NOW - hours * HOUR_MS }));
  expect(byDay(results, NOW).map(({ day, results }) => [day, results.length])).toEqual([
    ['Today', 1],
    ['Yesterday', 1],
    [new Date(2030, 4, 8).toLocaleDateString(undefined, { dateStyle: 'medium' }), 1],
    [new Date(2030, 4, 6).toLocaleDateString(undefined, { dateStyle: 'medium' }), 1],
  ]);
});

it('names results by what tells them apart', () => {
  expect(resultTitle(result())).toBe('Two prompts, seed 7');
  expect(resultTitle(result({ index: 2, seeds: {} }))).toBe('Two prompts, picture 3');
  expect(resultDetails(result())).toMatch(/^128 × 64 · This browser, WASM · 1\.3 s · /);
});

it.each([
  [{}, 'Two-prompts-7.png'],
  [{ prefix: 'house', index: 1, mediaType: 'image/jpeg' }, 'house-7-2.jpg'],
  [{ name: '../../etc/passwd', seeds: {} }, '-etc-passwd.png'],
  [{ name: '\u202e<script>"', seeds: {} }, '-script-.png'],
  [{ prefix: 'चित्र', index: 1 }, 'चित्र-7-2.png'],
  [{ name: 'নী'.repeat(80), seeds: {} }, `${'নী'.repeat(33)}.png`],
  [{ name: '   ', seeds: {} }, 'picture.png'],
] as const)('gives downloads names that no file system minds: %j', (change, name) => {
  expect(pictureFileName(result(change))).toBe(name);
});
