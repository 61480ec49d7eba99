import { expect, test } from 'vitest';
import { problemOf } from '../../testing/run-node.ts';
import { sampleVae } from '../../testing/sample-values.ts';
import { checkPictureSize } from './picture-size.ts';

test('the advice for an encoder of one size is that size, not the next multiple', async () => {
  const vae = sampleVae({ fixedSizes: { encoder: { widthPx: 16, heightPx: 8 } } });
  const check = (widthPx: number, handle = vae) =>
    problemOf(() =>
      checkPictureSize({ label: 'VAE Encode', node: 'encode' }, { widthPx, heightPx: 8 }, handle, {
        sizeMultiplePx: 4,
      }),
    );
  expect(await check(15)).toMatchObject({
    code: 'size-fixed',
    message: "VAE Encode 'encode' is for 15×8 pixels, but model 'sample' was exported for 16×8 alone.",
    node: 'encode',
    port: 'image',
  });
  expect(await check(15, sampleVae())).toMatchObject({ code: 'size-not-a-multiple' });
});
