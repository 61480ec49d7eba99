import { expect, it } from 'vitest';
import type { GalleryResult } from './gallery-result.ts';
import { unusedOf } from './kept-results.ts';

/** A result that shows a picture and comes of a run. */
function result(asset: string, run: string): GalleryResult {
  const picture = { asset, mediaType: 'image/png', widthPx: 8, heightPx: 8, node: 'save', index: 0 };
  const origin = { workflow: 'w', fingerprint: 'f', name: 'Test', seeds: {}, place: 'This browser' };
  return {
    ...picture,
    ...origin,
    id: `${asset}-${run}`,
    run,
    device: undefined,
    madeAt: 0,
    elapsedMs: 1,
  };
}

it('gives up what only results that go have named', () => {
  const gone = [result('a', 'first'), result('b', 'first'), result('c', 'second')];
  const left = [result('b', 'third'), result('d', 'second')];
  expect(unusedOf(gone, left)).toEqual({ pictures: ['a', 'c'], workflows: ['first', 'first'] });
});

it('gives up nothing where nothing goes, however little is left', () => {
  expect(unusedOf([], [])).toEqual({ pictures: [], workflows: [] });
});
