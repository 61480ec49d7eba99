import type { Result } from '@latentgraph/graph-core';
import type { UNetArchitecture } from '../architecture/unet.ts';
import { skipCount, type UNetLayout } from '../names/unet-blocks.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';
import { derived } from './derived.ts';
import { ShapeFault, Shapes } from './shapes.ts';
import { unetLevels } from './unet-levels.ts';
import { checkWidths, deriveTrunk } from './unet-trunk.ts';

const KEY_TENSORS = {
  original: {
    convIn: 'input_blocks.0.0.weight',
    convOut: 'out.2.weight',
    guidance: 'time_embed.cond_proj.weight',
  },
  diffusers: {
    convIn: 'conv_in.weight',
    convOut: 'conv_out.weight',
    guidance: 'time_embedding.cond_proj.weight',
  },
} as const satisfies Record<UNetLayout, unknown>;

/** Which layout a UNet's names have, or undefined where they are none of a UNet. */
export function unetLayout(tensors: TensorTable): UNetLayout | undefined {
  if (tensors.has(KEY_TENSORS.original.convIn)) return 'original';
  return tensors.has(KEY_TENSORS.diffusers.convIn) && tensors.has('down_blocks.0.resnets.0.conv1.weight')
    ? 'diffusers'
    : undefined;
}

/**
 * Reads a UNet's architecture from the names, ranks and ratios of its tensors. `pooledWidth` is the width of the
 * pooled embedding of the text encoder that comes with it; without one SDXL's known numbers of size ids tell it.
 */
export function deriveUNet(
  tensors: TensorTable,
  layout: UNetLayout,
  pooledWidth?: number,
): Result<{ architecture: UNetArchitecture }> {
  return derived(() => {
    const shapes = new Shapes(tensors);
    const key = KEY_TENSORS[layout];
    const unet: UNetArchitecture = {
      ...deriveTrunk(shapes, layout, pooledWidth),
      inChannels: shapes.size(key.convIn, 1),
      outChannels: shapes.size(key.convOut, 0),
      up: unetLevels(shapes, layout).up,
      ...(shapes.has(key.guidance) ? { guidanceEmbeddingWidth: shapes.size(key.guidance, 1) } : {}),
    };
    checkWayUp(unet);
    return unet;
  });
}

function checkWayUp(unet: UNetArchitecture): void {
  const resnets = unet.up.reduce((sum, level) => sum + level.transformerDepths.length, 0);
  if (resnets !== skipCount(unet)) {
    throw new ShapeFault(`the way up has ${resnets} resnets for ${skipCount(unet)} skips`);
  }
  checkWidths(unet.attentionHeads, { up: unet.up });
}
