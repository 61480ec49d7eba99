/** How long steps took, taken together. */
export interface StepTimes {
  readonly totalMs: number;
  readonly meanMs: number;
  /** The first step, in which models are opened, says little about the others: it hardly counts here. */
  readonly medianMs: number;
  readonly longestMs: number;
}

/**
 * How long the steps of a zone took, taken together.
 *
 * @param stepMs milliseconds of each finished step
 * @returns undefined before the first has finished
 */
export function stepTimes(stepMs: readonly number[]): StepTimes | undefined {
  if (stepMs.length === 0) return undefined;
  const sorted = stepMs.toSorted((a, b) => a - b);
  const totalMs = stepMs.reduce((sum, ms) => sum + ms, 0);
  return {
    totalMs,
    meanMs: totalMs / stepMs.length,
    medianMs: sorted[Math.floor(sorted.length / 2)]!,
    longestMs: sorted.at(-1)!,
  };
}
