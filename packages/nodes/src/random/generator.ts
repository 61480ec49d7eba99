/** One sequence of standard normal numbers (mean 0, variance 1). How a draw is made may depend on its size. */
export interface NormalGenerator {
  /** Draws `target.length` numbers at once. */
  fill(target: Float32Array): void;
  /** Goes on as after a draw of `count` numbers. */
  skip(count: number): void;
}
