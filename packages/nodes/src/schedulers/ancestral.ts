/** How an ancestral step splits the way from one sigma to the next. */
export interface AncestralSplit {
  /** Where the deterministic part goes. */
  readonly down: number;
  /** Standard deviation of the fresh noise on top: next² = down² + up². */
  readonly up: number;
}

/** The split at which the step has the variance of the forward process's posterior (k-diffusion, eta 1). */
export function ancestralSplit(sigma: number, next: number): AncestralSplit {
  return { down: next ** 2 / sigma, up: Math.sqrt((next ** 2 * (sigma ** 2 - next ** 2)) / sigma ** 2) };
}
