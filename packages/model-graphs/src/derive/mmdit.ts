import type { Result } from '@latentgraph/graph-core';
import type { MmditArchitecture } from '../architecture/mmdit.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';
import { derived } from './derived.ts';
import { ShapeFault, Shapes } from './shapes.ts';

/** Heads are this wide where no norm of them tells it. */
const HEAD_WIDTH = 64;

const block = (index: number, part: string) => `joint_blocks.${index}.x_block.${part}.weight`;

/** Reads the architecture of SD 3's transformer from the names and shapes of its tensors. */
export function deriveMmdit(tensors: TensorTable): Result<{ architecture: MmditArchitecture }> {
  return derived(() => {
    const shapes = new Shapes(tensors);
    const width = shapes.size('x_embedder.proj.weight', 0);
    const norm = block(0, 'attn.ln_q');
    const headWidth = shapes.has(norm) ? shapes.size(norm, 0) : HEAD_WIDTH;
    if (width % headWidth !== 0) {
      throw new ShapeFault(`${width} channels do not divide into heads of ${headWidth}`);
    }
    const positions = shapes.size('pos_embed', 1);
    const positionsPerSide = Math.sqrt(positions);
    if (!Number.isInteger(positionsPerSide)) {
      throw new ShapeFault(`${positions} positions make no square`);
    }
    const blocks = shapes.count((index) => block(index, 'attn.qkv'));
    return {
      ...{ width, headWidth, heads: width / headWidth, blocks },
      dualAttentionBlocks: Array.from({ length: blocks }, (_, index) => index).filter((index) =>
        shapes.has(block(index, 'attn2.qkv')),
      ),
      normalisesQueries: shapes.has(norm),
      contextWidth: shapes.size('context_embedder.weight', 1),
      pooledWidth: shapes.size('y_embedder.mlp.0.weight', 1),
      latentChannels: shapes.size('x_embedder.proj.weight', 1),
      patchSize: shapes.size('x_embedder.proj.weight', 2),
      positionsPerSide,
    };
  });
}
