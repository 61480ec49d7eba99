/**
 * Weights the embeddings of one chunk and restores their mean, as AUTOMATIC1111's "original" emphasis does:
 * out = w · x · mean(x) / mean(w · x).
 *
 * @param embeddings [tokens, width], row-major; not written to
 * @param weights one for each token
 * @returns [tokens, width]; the given array where all weights are 1
 */
export function weightEmbeddings(embeddings: Float32Array, weights: readonly number[]): Float32Array {
  if (weights.every((weight) => weight === 1)) return embeddings;
  const width = embeddings.length / weights.length;
  const multipliers = embeddingMultipliers(embeddings, weights);
  return embeddings.map((value, i) => value * multipliers[Math.floor(i / width)]!);
}

/**
 * What each token's row is multiplied with: its weight times the factor that restores the mean over all rows. Where
 * the weighted mean is zero there is no such factor, and the weights stand alone.
 *
 * @param embeddings [tokens, width], row-major
 * @param weights one for each token
 */
export function embeddingMultipliers(embeddings: Float32Array, weights: readonly number[]): number[] {
  const width = embeddings.length / weights.length;
  let sum = 0;
  let weightedSum = 0;
  weights.forEach((weight, token) => {
    let rowSum = 0;
    for (let i = token * width; i < (token + 1) * width; i++) rowSum += embeddings[i]!;
    sum += rowSum;
    weightedSum += weight * rowSum;
  });
  const restored = sum / weightedSum;
  return Number.isFinite(restored) ? weights.map((weight) => weight * restored) : [...weights];
}
