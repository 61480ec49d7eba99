import { ProblemError } from '@latentgraph/graph-core';
import type { NodeServices } from '../../contract/services.ts';
import type { VaeHandle } from '../../contract/values.ts';
import { fittingSize, fittingSizeInside, sizeText } from './fitting-size.ts';
import { checkFixedSize } from './fixed-size.ts';

/** @throws ProblemError when a picture's sides are no multiples of the VAE's factor, with the next size that fits */
export function checkPictureSize(
  { label, node }: { readonly label: string; readonly node: string },
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  { model, family: { factor }, fixedSizes }: VaeHandle,
  services: Pick<NodeServices, 'sizeMultiplePx'>,
): void {
  if (heightPx % factor === 0 && widthPx % factor === 0) return;
  // A size that only suits the factor would be refused next.
  checkFixedSize(`${label} '${node}'`, model, { widthPx, heightPx }, fixedSizes?.encoder, {
    node,
    port: 'image',
  });
  const resized = sizeText(fittingSize({ widthPx, heightPx }, factor, services));
  const inside = fittingSizeInside({ widthPx, heightPx }, factor, services);
  const cut = inside ? `, or Crop Image, to ${sizeText(inside)}` : '';
  throw new ProblemError({
    code: 'size-not-a-multiple',
    message: `${label} '${node}' gets a picture of ${widthPx}×${heightPx} pixels, but its sides must be multiples of ${factor}.`,
    remedy: `Put Resize Image before it, to ${resized}${cut}.`,
    node,
    port: 'image',
  });
}
