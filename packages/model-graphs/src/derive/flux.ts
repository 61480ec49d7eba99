import type { Result } from '@latentgraph/graph-core';
import type { FluxArchitecture } from '../architecture/flux.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';
import { derived } from './derived.ts';
import { ShapeFault, Shapes } from './shapes.ts';

/** Reads the architecture of Flux's transformer from the names and shapes of its tensors. */
export function deriveFlux(tensors: TensorTable): Result<{ architecture: FluxArchitecture }> {
  return derived(() => {
    const shapes = new Shapes(tensors);
    const width = shapes.size('img_in.weight', 0);
    const headWidth = shapes.size('double_blocks.0.img_attn.norm.key_norm.scale', 0);
    if (width % headWidth !== 0) {
      throw new ShapeFault(`${width} channels do not divide into heads of ${headWidth}`);
    }
    return {
      ...{ width, headWidth, heads: width / headWidth },
      doubleBlocks: shapes.count((index) => `double_blocks.${index}.img_attn.qkv.weight`),
      singleBlocks: shapes.count((index) => `single_blocks.${index}.linear1.weight`),
      contextWidth: shapes.size('txt_in.weight', 1),
      pooledWidth: shapes.size('vector_in.in_layer.weight', 1),
      tokenChannels: shapes.size('img_in.weight', 1),
      embedsGuidance: shapes.has('guidance_in.in_layer.weight'),
    };
  });
}
