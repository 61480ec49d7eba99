import type { VaeArchitecture } from '../architecture/vae.ts';
import { silu } from '../layers/activations.ts';
import { convolution } from '../layers/convolution.ts';
import { groupNorm } from '../layers/norms.ts';
import { doubled } from '../layers/resampling.ts';
import { resnet } from '../modules/resnet.ts';
import { vaeAttention } from '../modules/vae-attention.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

const EPSILON = 1e-6;

/**
 * Pictures to latents (diffusers' AutoencoderKL). Input `sample` [batch, 3, height, width] in −1…1, output
 * `latent_parameters` [batch, 2 · channels, …]: the means, then the logarithms of the variances, unscaled.
 */
export function vaeEncoder(b: GraphBuilder, architecture: VaeArchitecture): void {
  const { imageChannels, latentChannels, widths, encoderResnets = 0 } = architecture;
  const sample = b.input('sample', 'float32', ['batch', imageChannels, 'height', 'width']);
  const encoder = b.at('encoder');
  let h = convolution(encoder.at('conv_in'), b.cast(sample, b.traits.arithmetic), { padding: 1 });
  for (let level = 0; level < widths.length; level++) {
    const block = encoder.at(`down_blocks.${level}`);
    for (let j = 0; j < encoderResnets; j++) h = resnet(block.at(`resnets.${j}`), h, { epsilon: EPSILON });
    if (level === widths.length - 1) break;
    h = convolution(block.at('downsamplers.0.conv'), h, { padding: [0, 0, 1, 1], stride: 2 });
  }
  h = middle(encoder.at('mid_block'), h);
  h = silu(encoder, groupNorm(encoder.at('conv_norm_out'), h, EPSILON));
  h = convolution(encoder.at('conv_out'), h, { padding: 1 });
  if (architecture.quantConv) h = convolution(b.at('quant_conv'), h);
  b.output('latent_parameters', h, ['batch', 2 * latentChannels, 'latent_height', 'latent_width']);
}

/** The way back: input `latent_sample` [batch, channels, height, width], unscaled, output `sample` in about −1…1. */
export function vaeDecoder(b: GraphBuilder, architecture: VaeArchitecture): void {
  const { imageChannels, latentChannels, widths, decoderResnets = 0 } = architecture;
  const latent = b.input('latent_sample', 'float32', [
    'batch',
    latentChannels,
    'latent_height',
    'latent_width',
  ]);
  const decoder = b.at('decoder');
  let h = b.cast(latent, b.traits.arithmetic);
  if (architecture.postQuantConv) h = convolution(b.at('post_quant_conv'), h);
  h = middle(decoder.at('mid_block'), convolution(decoder.at('conv_in'), h, { padding: 1 }));
  for (let level = 0; level < widths.length; level++) {
    const block = decoder.at(`up_blocks.${level}`);
    for (let j = 0; j < decoderResnets; j++) h = resnet(block.at(`resnets.${j}`), h, { epsilon: EPSILON });
    if (level === widths.length - 1) break;
    h = convolution(block.at('upsamplers.0.conv'), doubled(block, h), { padding: 1 });
  }
  h = silu(decoder, groupNorm(decoder.at('conv_norm_out'), h, EPSILON));
  const sample = convolution(decoder.at('conv_out'), h, { padding: 1 });
  b.output('sample', sample, ['batch', imageChannels, 'height', 'width']);
}

function middle(b: GraphBuilder, x: Value): Value {
  let h = resnet(b.at('resnets.0'), x, { epsilon: EPSILON });
  if (b.at('attentions.0.group_norm').has()) h = vaeAttention(b.at('attentions.0'), h, EPSILON);
  return resnet(b.at('resnets.1'), h, { epsilon: EPSILON });
}
