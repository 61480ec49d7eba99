/** An asset as far as keeping it goes. */
export interface KeptAsset {
  readonly hash: string;
  readonly sizeBytes: number;
  /** When it was written or last used, in milliseconds since 1970. */
  readonly usedAt: number;
}

/** What a run has just read or written may be wanted in a moment, by the run or by who shows its pictures. */
const GRACE_MS = 10 * 60 * 1000;

/**
 * What has to go so that the rest fits into the budget: what was used longest ago, and nothing that was used just now,
 * even if that leaves more than the budget.
 *
 * @param now in milliseconds since 1970
 */
export function oldestBeyond(assets: readonly KeptAsset[], budgetBytes: number, now: number): KeptAsset[] {
  let total = assets.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const gone: KeptAsset[] = [];
  for (const asset of assets.toSorted((one, other) => one.usedAt - other.usedAt)) {
    if (total <= budgetBytes || now - asset.usedAt < GRACE_MS) break;
    gone.push(asset);
    total -= asset.sizeBytes;
  }
  return gone;
}
