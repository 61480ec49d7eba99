import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import { tiled } from './tiled.ts';

/** Above this many pixels the memory that a VAE takes for the whole picture passes that of common graphics cards. */
const AUTO_AREA_PX = 1024 ** 2;

/** Params of the nodes that run a VAE. */
export const tilingParams = {
  tiling: z
    .enum(['auto', 'off', 'on'])
    .default('auto')
    .describe('Work in overlapping tiles to save memory; auto does so above 1024×1024 pixels.')
    .meta({ advanced: true }),
  tileSize: z
    .int()
    .min(64)
    .max(4096)
    .default(512)
    .describe('Side of a tile in pixels of the picture.')
    .meta({ advanced: true, usual: [64, 1024], step: 64 }),
  tileOverlap: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.25)
    .describe('How much of a tile fades into its neighbour; without any, seams may show.')
    .meta({ advanced: true }),
};

export type TilingParams = z.infer<z.ZodObject<typeof tilingParams>>;

/**
 * Evaluates a VAE on the whole tensor or in tiles, as the params say.
 *
 * @param tensor [batch, channels, height, width]
 * @param scale cells that come out for each that goes in: the family's factor to decode, 1 / factor to encode
 */
export async function evaluateInTiles(
  ops: Backend,
  tensor: Tensor,
  { tiling, tileSize, tileOverlap }: TilingParams,
  scale: number,
  evaluate: (tile: Tensor) => Promise<Tensor>,
): Promise<Tensor> {
  const pixelsPerCell = Math.max(1, scale);
  const [height, width] = tensor.dims.slice(2) as [number, number];
  const areaPx = height * width * pixelsPerCell ** 2;
  if (tiling === 'off' || (tiling === 'auto' && areaPx <= AUTO_AREA_PX)) return evaluate(tensor);
  const tile = tileSize / pixelsPerCell;
  return tiled(ops, tensor, { tile, overlap: tile * tileOverlap, scale, evaluate });
}
