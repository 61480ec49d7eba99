import { ProblemError } from '@latentgraph/graph-core';
import type { FixedSize, ModelKey } from '../../contract/values.ts';
import { sizeText } from './fitting-size.ts';

/** @param what begins the message: "Noise 'noise'" @throws ProblemError `size-fixed` when a model takes one other size alone */
export function checkFixedSize(
  what: string,
  model: ModelKey,
  size: FixedSize,
  fixed: FixedSize | undefined,
  where: { readonly node?: string; readonly param?: string; readonly port?: string } = {},
): void {
  if (!fixed || (size.widthPx === fixed.widthPx && size.heightPx === fixed.heightPx)) return;
  throw new ProblemError({
    code: 'size-fixed',
    message: `${what} is for ${sizeText(size)} pixels, but model '${model.name}' was exported for ${sizeText(fixed)} alone.`,
    remedy: `Make it ${sizeText(fixed)}, or export the model with dynamic axes.`,
    ...where,
  });
}
