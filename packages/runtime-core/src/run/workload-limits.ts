import type { WorkloadLimits } from '@latentgraph/graph-core';

/** Four pictures of 8192×8192, or a batch of 64 of 2048×2048. */
export const MOST_PIXELS = 256 * 2 ** 20;
/** Of the memory there is, for pictures, masks and noise; models and the system need the rest. */
const SHARE = 0.4;

/** What a run may make and hold, with so much memory for all that there is. */
export function workloadLimits(memoryBytes: number): WorkloadLimits {
  return { pixels: MOST_PIXELS, bytes: memoryBytes * SHARE };
}
