/** Where one tile lies on one axis. */
export interface TileSpan {
  /** [from, to) of the input. */
  readonly from: number;
  readonly to: number;
  /** First cell of the output. */
  readonly start: number;
  /** For each of the tile's output cells its share of the result. */
  readonly shares: Float64Array;
}

export interface TileAxis {
  /** Of the output. */
  readonly length: number;
  readonly spans: readonly TileSpan[];
}

/**
 * Spreads the fewest tiles of one size evenly over an axis. Inside an overlap the shares of neighbours cross over
 * smoothly; where more than two tiles meet, each counts by its own weight.
 *
 * @param length of the input
 * @param tile length of a tile in the input
 * @param overlap least overlap of neighbours in the input, less than `tile`
 * @param scale output cells for each input cell; below 1, borders fall on multiples of 1 / scale
 */
export function cutIntoTiles(length: number, tile: number, overlap: number, scale: number): TileAxis {
  const unit = Math.max(1, Math.round(1 / scale));
  const units = length / unit;
  const size = Math.min(Math.max(1, Math.round(tile / unit)), units);
  const shared = Math.min(Math.ceil(overlap / unit), size - 1);
  const count = Math.ceil((units - shared) / (size - shared));
  const starts = Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : Math.round((i * (units - size)) / (count - 1)),
  );
  const outputOf = (position: number) => Math.round(position * unit * scale);
  const outputLength = outputOf(units);
  const shares = crossFade(starts.map(outputOf), outputOf(size), outputLength);
  const spans = starts.map((start, i) => ({
    from: start * unit,
    to: (start + size) * unit,
    start: outputOf(start),
    shares: shares[i]!,
  }));
  return { length: outputLength, spans };
}

/** Each tile's weights fall towards a neighbour over what both cover; divided by their sum they are shares. */
function crossFade(starts: readonly number[], size: number, length: number): Float64Array[] {
  const sums = new Float64Array(length);
  const weights = starts.map((start, i) => {
    const before = i === 0 ? 0 : starts[i - 1]! + size - start;
    const after = i === starts.length - 1 ? 0 : start + size - starts[i + 1]!;
    return Float64Array.from({ length: size }, (_, cell) =>
      Math.min(rise(cell, before), rise(size - 1 - cell, after)),
    );
  });
  weights.forEach((tile, i) => {
    tile.forEach((weight, cell) => {
      sums[starts[i]! + cell]! += weight;
    });
  });
  return weights.map((tile, i) => tile.map((weight, cell) => weight / sums[starts[i]! + cell]!));
}

/**
 * From 0 to 1 over an overlap, taken at the centres of cells; level at both ends, so that the outermost cells, of
 * whose surroundings the model saw least, count for almost nothing.
 */
function rise(cell: number, overlap: number): number {
  const t = Math.min((cell + 0.5) / overlap, 1);
  return t * t * (3 - 2 * t);
}
