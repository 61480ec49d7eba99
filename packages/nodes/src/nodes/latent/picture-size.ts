import { ProblemError } from '@latentgraph/graph-core';
import type { VaeHandle } from '../../contract/values.ts';

/** @throws ProblemError when a picture's sides are no multiples of the VAE's factor, with the nearest sizes that are */
export function checkPictureSize(
  { label, node }: { readonly label: string; readonly node: string },
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  { family: { factor } }: VaeHandle,
): void {
  if (heightPx % factor === 0 && widthPx % factor === 0) return;
  const nearest = (size: number) => Math.max(factor, Math.round(size / factor) * factor);
  throw new ProblemError({
    code: 'size-not-a-multiple',
    message: `${label} '${node}' gets a picture of ${widthPx}×${heightPx} pixels, but its sides must be multiples of ${factor}.`,
    remedy: `Put Resize Image or Crop Image before it, to ${nearest(widthPx)}×${nearest(heightPx)}.`,
    node,
    port: 'image',
  });
}
