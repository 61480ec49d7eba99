import { headsOf, type UNetArchitecture } from '../architecture/unet.ts';
import { silu } from '../layers/activations.ts';
import { concat } from '../layers/arithmetic.ts';
import { convolution } from '../layers/convolution.ts';
import { groupNorm } from '../layers/norms.ts';
import { toSizeOf } from '../layers/resampling.ts';
import { resnet } from '../modules/resnet.ts';
import { transformer } from '../modules/transformer.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';
import { unetInputs } from './unet-inputs.ts';

const EPSILON = 1e-5;

/**
 * The UNet of Stable Diffusion 1, 2 and XL (arXiv 2112.10752; diffusers' UNet2DConditionModel): down, middle and up,
 * where each layer on the way up also takes what its like on the way down left for it.
 *
 * Inputs: `sample` [batch, channels, height, width] of any height and width, `timestep` [batch],
 * `encoder_hidden_states` [batch, tokens, width]; with an added embedding also `text_embeds` [batch, width] and
 * `time_ids` [batch, count]. Output: `out_sample`, of the sizes of `sample`.
 */
export function unet(b: GraphBuilder, architecture: UNetArchitecture): void {
  const { down, mid, up } = architecture;
  const { sample, context, embedding } = unetInputs(b, architecture);

  /** A resnet and, where there is one, the transformer behind it. */
  const layer = (block: GraphBuilder, j: number, x: Value, width: number, depth: number): Value => {
    const h = resnet(block.at(`resnets.${j}`), x, { epsilon: EPSILON, embedding });
    if (depth === 0) return h;
    const heads = headsOf(architecture.attentionHeads, width);
    return transformer(block.at(`attentions.${j}`), h, { heads, depth, context });
  };

  let h = convolution(b.at('conv_in'), sample, { padding: 1 });
  const skips = [h];
  for (const [i, level] of down.entries()) {
    const block = b.at(`down_blocks.${i}`);
    for (const [j, depth] of level.transformerDepths.entries()) {
      h = layer(block, j, h, level.width, depth);
      skips.push(h);
    }
    if (!level.resamples) continue;
    h = convolution(block.at('downsamplers.0.conv'), h, { padding: 1, stride: 2 });
    skips.push(h);
  }

  const middle = b.at('mid_block');
  if (mid.resnets > 0) h = layer(middle, 0, h, mid.width, mid.transformerDepth);
  if (mid.resnets > 1) h = layer(middle, 1, h, mid.width, 0);

  for (const [i, level] of up.entries()) {
    const block = b.at(`up_blocks.${i}`);
    for (const [j, depth] of level.transformerDepths.entries()) {
      h = layer(block, j, concat(b, [h, skips.pop()!], 1), level.width, depth);
    }
    if (!level.resamples) continue;
    h = convolution(block.at('upsamplers.0.conv'), toSizeOf(block, h, skips.at(-1)!), { padding: 1 });
  }

  h = silu(b, groupNorm(b.at('conv_norm_out'), h, EPSILON));
  const out = convolution(b.at('conv_out'), h, { padding: 1 });
  b.output('out_sample', out, ['batch', architecture.outChannels, 'height', 'width']);
}
