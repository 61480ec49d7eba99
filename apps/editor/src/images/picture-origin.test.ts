import { expect, test } from 'vitest';
import type { GalleryResult } from '../gallery/gallery-result.ts';
import { startingView } from '../run/starting-view.ts';
import { workflowOf } from '../run/testing/documents.ts';
import { originOf } from './picture-origin.ts';

const PICTURE = { asset: 'a', mediaType: 'image/png', widthPx: 8, heightPx: 8 };
const DOCUMENT = workflowOf(
  { prompt: ['TextEncode', { text: 'a house' }], noise: ['Noise'], save: ['SaveImage'] },
  ['prompt.conditioning > save.image', 'noise.latent > save.image'],
);
const RESULT: GalleryResult = {
  ...{ ...PICTURE, id: 'a', node: 'save', index: 1, run: 'r', workflow: 'w', fingerprint: 'f', name: 'Kept' },
  ...{ prompt: 'a tree', seeds: { 'noise.seed': 7 }, place: 'This browser', device: 'wasm', madeAt: 5 },
  elapsedMs: 1,
};
const RUN = {
  ...startingView({
    ...{
      key: 'r',
      batch: 'r',
      workflow: 'w',
      document: DOCUMENT,
      targets: undefined,
      seeds: { 'noise.seed': 3 },
    },
    ...{ place: 'This browser', live: false, askedAt: 1, submitted: true },
  }),
  outputs: [{ ...PICTURE, node: 'save', index: 0 }],
};

test('the gallery knows a picture, wherever it is shown', () => {
  const known = { name: 'Kept', prompt: 'a tree', seed: 7, index: 1, result: RESULT };
  expect(originOf(PICTURE, [RESULT], RUN)).toEqual(known);
  expect(originOf(RESULT, [], undefined)).toEqual(known);
});

test('the run knows its pictures where the browser keeps none', () => {
  const known = { name: 'Test', prompt: 'a house', seed: 3, index: 0, result: undefined };
  expect(originOf(PICTURE, [], RUN)).toEqual(known);
});

test('nothing is known of a picture that no run gave', () => {
  expect(originOf({ ...PICTURE, asset: 'b' }, [RESULT], RUN)).toBeUndefined();
});
