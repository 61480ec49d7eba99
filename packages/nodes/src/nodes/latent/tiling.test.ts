import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Tensor } from '../../contract/tensor.ts';
import { Float32Backend } from '../../testing/float32-backend.ts';
import { evaluateInTiles, type TilingParams, tilingParams } from './tiling.ts';

const ops = new Float32Backend();

/** The sizes of the tiles that are evaluated, of a model that does not change sizes. */
async function tilesOf(side: number, params: Partial<TilingParams>, scale = 1): Promise<string[]> {
  const tiles: string[] = [];
  const evaluate = async (tile: Tensor) => {
    const [height, width] = tile.dims.slice(2) as [number, number];
    tiles.push(`${height}×${width}`);
    return ops.upload(new Float32Array(height * width * scale ** 2), [1, 1, height * scale, width * scale]);
  };
  const tensor = await ops.upload(new Float32Array(side * side), [1, 1, side, side]);
  await evaluateInTiles(ops, tensor, { ...z.object(tilingParams).parse({}), ...params }, scale, evaluate);
  return tiles;
}

test('auto cuts what is larger than 1024×1024 pixels, counted in the picture', async () => {
  expect(await tilesOf(128, {}, 8)).toEqual(['128×128']);
  expect(await tilesOf(136, {}, 8)).toEqual(new Array(9).fill('64×64'));
  expect(await tilesOf(128, {}, 1 / 8)).toEqual(['128×128']);
  expect(await tilesOf(1032, {}, 1 / 8)).toEqual(new Array(9).fill('512×512'));
});

test('off and on hold at any size', async () => {
  expect(await tilesOf(136, { tiling: 'off' }, 8)).toEqual(['136×136']);
  expect(await tilesOf(16, { tiling: 'on', tileSize: 64 }, 8)).toEqual(new Array(9).fill('8×8'));
});

test('the overlap is a share of the tile', async () => {
  expect(await tilesOf(112, { tiling: 'on', tileSize: 64, tileOverlap: 0.25 })).toHaveLength(4);
  expect(await tilesOf(112, { tiling: 'on', tileSize: 64, tileOverlap: 0.3 })).toHaveLength(9);
});
