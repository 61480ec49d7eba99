import type { Result } from '@latentgraph/graph-core';
import type { VaeArchitecture } from '../architecture/vae.ts';
import type { VaeLayout } from '../names/vae.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';
import { derived } from './derived.ts';
import { ShapeFault, Shapes } from './shapes.ts';

/** Which layout a VAE's names have, or undefined where they are none of a VAE. */
export function vaeLayout(tensors: TensorTable): VaeLayout | undefined {
  for (const half of ['encoder', 'decoder'] as const) {
    if (!tensors.has(`${half}.conv_in.weight`)) continue;
    const attention = `${half}.mid_block.attentions.0`;
    if (tensors.has(`${half}.mid.attn_1.q.weight`)) return 'original';
    if (tensors.has(`${attention}.query.weight`)) return 'diffusers-old';
    if (tensors.has(`${attention}.to_q.weight`)) return 'diffusers';
  }
  return undefined;
}

/** Reads a VAE's architecture from the names and shapes of its tensors; one of its halves may be missing. */
export function deriveVae(
  tensors: TensorTable,
  layout: VaeLayout,
): Result<{ architecture: VaeArchitecture }> {
  return derived(() => {
    const shapes = new Shapes(tensors);
    const encoder = shapes.has('encoder.conv_in.weight') ? encoderOf(shapes, layout) : undefined;
    const decoder = shapes.has('decoder.conv_in.weight') ? decoderOf(shapes, layout) : undefined;
    const half = decoder ?? encoder;
    if (half === undefined || half.widths.length === 0) throw new ShapeFault('the VAE has no levels');
    return {
      imageChannels: half.imageChannels,
      latentChannels: half.latentChannels,
      widths: half.widths,
      ...(encoder ? { encoderResnets: encoder.resnets } : {}),
      ...(decoder ? { decoderResnets: decoder.resnets } : {}),
      quantConv: shapes.has('quant_conv.weight'),
      postQuantConv: shapes.has('post_quant_conv.weight'),
    };
  });
}

interface Half {
  readonly imageChannels: number;
  readonly latentChannels: number;
  /** Full resolution first. */
  readonly widths: readonly number[];
  readonly resnets: number;
}

function encoderOf(shapes: Shapes, layout: VaeLayout): Half {
  const [levels, resnets] = layout === 'original' ? ['down', 'block'] : ['down_blocks', 'resnets'];
  return {
    imageChannels: shapes.size('encoder.conv_in.weight', 1),
    latentChannels: shapes.size('encoder.conv_out.weight', 0) / 2,
    ...levelsOf(shapes, `encoder.${levels}`, resnets!),
  };
}

function decoderOf(shapes: Shapes, layout: VaeLayout): Half {
  const original = layout === 'original';
  const [levels, resnets] = original ? ['up', 'block'] : ['up_blocks', 'resnets'];
  const found = levelsOf(shapes, `decoder.${levels}`, resnets!);
  return {
    imageChannels: shapes.size('decoder.conv_out.weight', 0),
    latentChannels: shapes.size('decoder.conv_in.weight', 1),
    resnets: found.resnets,
    // Diffusers counts the steps of the decoder, from the smallest resolution.
    widths: original ? found.widths : found.widths.toReversed(),
  };
}

function levelsOf(shapes: Shapes, path: string, resnets: string): Pick<Half, 'widths' | 'resnets'> {
  const levels = shapes.count((i) => `${path}.${i}.${resnets}.0.conv1.weight`);
  return {
    widths: Array.from({ length: levels }, (_, i) =>
      shapes.size(`${path}.${i}.${resnets}.0.conv1.weight`, 0),
    ),
    resnets: shapes.count((j) => `${path}.0.${resnets}.${j}.conv1.weight`),
  };
}
