import { ProblemError } from '@latentgraph/graph-core';
import { createPicture, filledPicture, type Picture, pasteInto } from './picture.ts';

/** A rectangle of whole pixels; left and top count from the corner. */
export interface PixelFrame {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Cuts the same rectangle out of every picture of a batch.
 *
 * @throws ProblemError `crop-outside-picture`
 */
export function cropPicture(picture: Picture, frame: PixelFrame): Picture {
  requireInside(picture, frame);
  const { batch, channels } = picture;
  const { leftPx, topPx, widthPx, heightPx } = frame;
  const result = createPicture({ batch, channels, widthPx, heightPx });
  const rowLength = widthPx * channels;
  for (let i = 0; i < batch; i++) {
    for (let y = 0; y < heightPx; y++) {
      const from = ((i * picture.heightPx + topPx + y) * picture.widthPx + leftPx) * channels;
      result.data.set(picture.data.subarray(from, from + rowLength), (i * heightPx + y) * rowLength);
    }
  }
  return result;
}

/**
 * Puts every picture of a batch on a larger canvas of one colour.
 *
 * @param frame the canvas: its size, and where on it the picture's corner lies
 * @param color one value a channel
 */
export function padPicture(picture: Picture, frame: PixelFrame, color: readonly number[]): Picture {
  const { widthPx, heightPx } = frame;
  const canvas = filledPicture({ ...picture, widthPx, heightPx }, color);
  for (let i = 0; i < picture.batch; i++) pasteInto(canvas, i, picture, i, frame);
  return canvas;
}

function requireInside(picture: Picture, { leftPx, topPx, widthPx, heightPx }: PixelFrame): void {
  const starts = leftPx >= 0 && topPx >= 0 && widthPx > 0 && heightPx > 0;
  if (starts && leftPx + widthPx <= picture.widthPx && topPx + heightPx <= picture.heightPx) return;
  throw new ProblemError({
    code: 'crop-outside-picture',
    message:
      `A ${widthPx}×${heightPx} crop at ${leftPx}, ${topPx} does not lie inside the picture, ` +
      `which is ${picture.widthPx}×${picture.heightPx} pixels.`,
    remedy: 'Make the crop smaller, or move it.',
  });
}
