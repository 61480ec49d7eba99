import { expect, test } from 'vitest';
import { runNode } from '../../testing/run-node.ts';
import { sizeConditioning } from './size-conditioning.ts';

const conditioning = { embeddings: 'the prompt', note: 'kept' };

test('SizeConditioning leaves sizes open that nobody set, for the picture that is made', async () => {
  expect((await runNode(sizeConditioning, { inputs: { conditioning } })).outputs).toEqual({
    conditioning: { ...conditioning, size: { cropLeftPx: 0, cropTopPx: 0, aestheticScore: 6 } },
  });
});

test('SizeConditioning tells each size by its name, in place of what was told before', async () => {
  const params = {
    ...{ originalWidth: 1, originalHeight: 2, cropLeft: 3, cropTop: 4 },
    ...{ targetWidth: 5, targetHeight: 6, aestheticScore: 2.5 },
  };
  const size = {
    ...{ originalWidthPx: 1, originalHeightPx: 2, cropLeftPx: 3, cropTopPx: 4 },
    ...{ targetWidthPx: 5, targetHeightPx: 6, aestheticScore: 2.5 },
  };
  const before = { ...conditioning, size: { targetWidthPx: 99 } };
  expect((await runNode(sizeConditioning, { params, inputs: { conditioning: before } })).outputs).toEqual({
    conditioning: { ...conditioning, size },
  });
});

test.each([{ originalWidth: 0 }, { cropLeft: -1 }, { targetWidth: 1.5 }, { aestheticScore: 11 }])(
  'SizeConditioning refuses %j',
  (params) => {
    expect(sizeConditioning.params.safeParse(params).success).toBe(false);
  },
);
