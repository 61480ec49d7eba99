export type Matrix3 = readonly [Row3, Row3, Row3];
type Row3 = readonly [number, number, number];

/** The largest eigenvalue of a symmetric 3 × 3 matrix, in closed form (Smith 1961). */
export function largestEigenvalue([[a, d, e], [, b, f], [, , c]]: Matrix3): number {
  const mean = (a + b + c) / 3;
  const [x, y, z] = [a - mean, b - mean, c - mean];
  const spread = Math.sqrt((x * x + y * y + z * z + 2 * (d * d + e * e + f * f)) / 6);
  if (spread === 0) return mean;
  const determinant = x * (y * z - f * f) - d * (d * z - f * e) + e * (d * f - y * e);
  // Rounding can leave the cosine a little outside its range.
  const cosine = Math.min(Math.max(determinant / (2 * spread ** 3), -1), 1);
  return mean + 2 * spread * Math.cos(Math.acos(cosine) / 3);
}
