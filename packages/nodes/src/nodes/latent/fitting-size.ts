import type { NodeServices } from '../../contract/services.ts';
import { MAX_SIDE_PX } from '../image/side-param.ts';

interface SizePx {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * The smallest size, not below the given one, that every model of the workflow takes; for advice: what suits only the
 * node that complains would be refused by the next one.
 *
 * @param multiplePx what this node itself needs
 */
export function fittingSize(
  { widthPx, heightPx }: SizePx,
  multiplePx: number,
  services: Pick<NodeServices, 'sizeMultiplePx'>,
): SizePx {
  const multiple = leastCommonMultiple(multiplePx, services.sizeMultiplePx);
  const most = Math.max(1, Math.floor(MAX_SIDE_PX / multiple));
  const above = (sizePx: number) => Math.min(Math.max(1, Math.ceil(sizePx / multiple)), most) * multiple;
  return { widthPx: above(widthPx), heightPx: above(heightPx) };
}

/** As `fittingSize`, but the largest that can be cut out of the picture; undefined where it is too small for any. */
export function fittingSizeInside(
  { widthPx, heightPx }: SizePx,
  multiplePx: number,
  services: Pick<NodeServices, 'sizeMultiplePx'>,
): SizePx | undefined {
  const multiple = leastCommonMultiple(multiplePx, services.sizeMultiplePx);
  const below = (sizePx: number) => Math.floor(Math.min(sizePx, MAX_SIDE_PX) / multiple) * multiple;
  const inside = { widthPx: below(widthPx), heightPx: below(heightPx) };
  return inside.widthPx > 0 && inside.heightPx > 0 ? inside : undefined;
}

/** As messages write a size. */
export function sizeText({ widthPx, heightPx }: SizePx): string {
  return `${widthPx}×${heightPx}`;
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
