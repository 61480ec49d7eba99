import type { Result } from '@latentgraph/graph-core';
import type { ControlNetArchitecture } from '../architecture/controlnet.ts';
import type { UNetLayout } from '../names/unet-blocks.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';
import { derived } from './derived.ts';
import { ShapeFault, Shapes } from './shapes.ts';
import { deriveTrunk } from './unet-trunk.ts';

const KEY_TENSORS = {
  original: {
    convIn: 'input_blocks.0.0.weight',
    hint: 'input_hint_block.0.weight',
    hintBlock: (index: number) => `input_hint_block.${2 * (index + 1)}.weight`,
    hintOut: 'input_hint_block.14.weight',
    zeroConv: (index: number) => `zero_convs.${index}.0.weight`,
  },
  diffusers: {
    convIn: 'conv_in.weight',
    hint: 'controlnet_cond_embedding.conv_in.weight',
    hintBlock: (index: number) => `controlnet_cond_embedding.blocks.${index}.weight`,
    hintOut: 'controlnet_cond_embedding.conv_out.weight',
    zeroConv: (index: number) => `controlnet_down_blocks.${index}.weight`,
  },
} as const satisfies Record<UNetLayout, unknown>;

/** Which layout a ControlNet's names have, or undefined where they are none of one. */
export function controlNetLayout(tensors: TensorTable): UNetLayout | undefined {
  if (tensors.has(KEY_TENSORS.original.hint)) return 'original';
  return tensors.has(KEY_TENSORS.diffusers.hint) ? 'diffusers' : undefined;
}

/** Reads a ControlNet's architecture from the names, ranks and ratios of its tensors. */
export function deriveControlNet(
  tensors: TensorTable,
  layout: UNetLayout,
): Result<{ architecture: ControlNetArchitecture }> {
  return derived(() => {
    const shapes = new Shapes(tensors);
    const key = KEY_TENSORS[layout];
    const trunk = deriveTrunk(shapes, layout);
    const outputs = trunk.down.reduce(
      (sum, level) => sum + level.transformerDepths.length + (level.resamples ? 1 : 0),
      1,
    );
    const found = shapes.count(key.zeroConv);
    if (found !== outputs) throw new ShapeFault(`the ControlNet has ${found} outputs for ${outputs} skips`);
    return {
      ...trunk,
      inChannels: shapes.size(key.convIn, 1),
      hintChannels: shapes.size(key.hint, 1),
      hintWidths: hintWidths(shapes, key),
    };
  });
}

/** Every second convolution halves the picture, and has the width of the next; the last one has the trunk's. */
function hintWidths(shapes: Shapes, key: (typeof KEY_TENSORS)[UNetLayout]): number[] {
  const widths = [shapes.size(key.hint, 0)];
  const isWidening = (index: number) =>
    shapes.has(key.hintBlock(index)) && key.hintBlock(index) !== key.hintOut;
  for (let index = 1; isWidening(index); index += 2) widths.push(shapes.size(key.hintBlock(index), 0));
  return widths;
}
