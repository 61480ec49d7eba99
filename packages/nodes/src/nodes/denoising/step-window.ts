import { z } from 'zod';

/** Params of nodes that act during part of a run. */
export const windowParams = {
  from: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Acts from this part of the run on.')
    .meta({ advanced: true }),
  to: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Acts up to this part of the run.')
    .meta({ advanced: true }),
};

/** Whether a step lies in a window: from ≤ index / count < to, over the entries that run. */
export function inWindow(
  { index, count }: { readonly index: number; readonly count: number },
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  const done = index / count;
  return from <= done && done < to;
}
