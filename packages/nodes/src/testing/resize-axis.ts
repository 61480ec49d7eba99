/** One target position as a blend of two source positions. */
export interface SourceWeights {
  readonly low: number;
  readonly high: number;
  /** Share of `high`. */
  readonly weight: number;
}

/** Source index floor(i · from / to), as torch's nearest. */
export function nearestAxis(from: number, to: number): SourceWeights[] {
  return Array.from({ length: to }, (_, i) => {
    const low = Math.min(Math.floor((i * from) / to), from - 1);
    return { low, high: low, weight: 0 };
  });
}

/** Half-pixel centres, ends held, no anti-aliasing: torch's bilinear with align_corners off. */
export function bilinearAxis(from: number, to: number): SourceWeights[] {
  return Array.from({ length: to }, (_, i) => {
    const position = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    const low = Math.floor(position);
    return { low, high: Math.min(low + 1, from - 1), weight: position - low };
  });
}
