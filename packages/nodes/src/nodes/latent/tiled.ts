import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import { cutIntoTiles, type TileAxis, type TileSpan } from './tile-axis.ts';

export interface TiledOptions {
  /** Side of a tile, in cells of the tensor. Shorter axes are not cut. */
  readonly tile: number;
  /** Least overlap of neighbours, in cells of the tensor; less than the tile. */
  readonly overlap: number;
  /** Cells that come out for each that goes in: 8 to decode, 1/8 to encode. */
  readonly scale: number;
  /** [batch, channels, h, w] → [batch, any channels, h · scale, w · scale] */
  evaluate(tile: Tensor): Promise<Tensor>;
}

/**
 * Evaluates a model on overlapping tiles and blends the results, so that memory is bounded by the tile, not by the
 * picture. Over each overlap one tile fades out as the next fades in.
 *
 * @param tensor [batch, channels, height, width]; height and width multiples of 1 / scale where scale is below 1
 * @returns [batch, the model's channels, height · scale, width · scale]
 */
export async function tiled(
  ops: Backend,
  tensor: Tensor,
  { tile, overlap, scale, evaluate }: TiledOptions,
): Promise<Tensor> {
  const [height, width] = tensor.dims.slice(2) as [number, number];
  const rows = cutIntoTiles(height, tile, overlap, scale);
  const columns = cutIntoTiles(width, tile, overlap, scale);
  if (rows.spans.length === 1 && columns.spans.length === 1) return evaluate(tensor);
  let sum: BlendedSum | undefined;
  for (const row of rows.spans) {
    const band = await ops.slice(tensor, 2, row.from, row.to);
    for (const column of columns.spans) {
      const output = await evaluate(await ops.slice(band, 3, column.from, column.to));
      sum ??= createSum(output.dims, rows, columns);
      addTile(sum, await ops.download(output), row, column);
    }
  }
  return ops.upload(sum!.data, sum!.dims);
}

interface BlendedSum {
  readonly data: Float32Array;
  readonly dims: readonly [batch: number, channels: number, height: number, width: number];
}

function createSum(tileDims: readonly number[], rows: TileAxis, columns: TileAxis): BlendedSum {
  const [batch, channels] = tileDims as [number, number];
  const data = new Float32Array(batch * channels * rows.length * columns.length);
  return { data, dims: [batch, channels, rows.length, columns.length] };
}

/** Adds one tile's output, each value by its share: over all tiles the shares of a place sum to 1. */
function addTile({ data, dims }: BlendedSum, tile: Float32Array, row: TileSpan, column: TileSpan): void {
  const [batch, channels, height, width] = dims;
  let from = 0;
  for (let plane = 0; plane < batch * channels; plane++) {
    for (let y = 0; y < row.shares.length; y++) {
      const to = (plane * height + row.start + y) * width + column.start;
      for (let x = 0; x < column.shares.length; x++) {
        data[to + x]! += row.shares[y]! * column.shares[x]! * tile[from++]!;
      }
    }
  }
}
