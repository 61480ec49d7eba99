import { commonBatch, createPicture, type Picture, requireSameSize } from './picture.ts';

/**
 * a + amount · mask · (b − a). Batches of one picture or mask serve all of the others.
 *
 * @param amount 0 gives `a`, 1 gives `b` where the mask is 1
 * @param mask one channel of the pictures' size; everywhere 1 without it
 * @throws ProblemError `picture-sizes-differ`, `batch-sizes-differ`
 */
export function blendPictures(a: Picture, b: Picture, amount: number, mask?: Picture): Picture {
  requireSameSize(a, b, "Picture 'a'", "picture 'b'");
  if (mask !== undefined) requireSameSize(a, mask, "Picture 'a'", 'the mask');
  const batch = mask === undefined ? commonBatch(a, b) : commonBatch(a, b, mask);
  const result = createPicture({ ...a, batch });
  const pixels = a.heightPx * a.widthPx;
  const { channels } = a;
  for (let i = 0; i < batch; i++) {
    const inA = (i % a.batch) * pixels * channels;
    const inB = (i % b.batch) * pixels * channels;
    const inMask = mask === undefined ? 0 : (i % mask.batch) * pixels;
    for (let value = 0; value < pixels * channels; value++) {
      const share = amount * (mask?.data[inMask + Math.floor(value / channels)] ?? 1);
      const from = a.data[inA + value]!;
      result.data[i * pixels * channels + value] = from + share * (b.data[inB + value]! - from);
    }
  }
  return result;
}
