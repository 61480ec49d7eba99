import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../testing/memory-files.ts';
import { modelSketch } from '../testing/model-sketch.ts';
import { onnxBytes } from '../testing/onnx-bytes.ts';
import { readModelFolder, readVariant } from './model-folder.ts';

const UNET_INPUTS = { sample: ['b', 4, 'h', 'w'], timestep: [], encoder_hidden_states: ['b', 't', 32] };

function unetWith(inputs: Readonly<Record<string, readonly (number | string)[]>>) {
  return { 'unet/model.onnx': onnxBytes({ inputs: { ...UNET_INPUTS, ...inputs } }) };
}

async function problemOf(contents: Record<string, string | Uint8Array>) {
  const result = await readVariant(await readModelFolder('m', memoryFiles(contents)), '', 'cpu');
  return result.ok ? undefined : result.problems.map(({ code, message }) => `${code}: ${message}`);
}

describe('models that no node can run', () => {
  it.each([
    [
      'split ControlNet, numbered residuals',
      unetWith({ down_block_0: ['b', 8, 'h', 'w'], mid_block_additional_residual: ['b', 8, 'h', 'w'] }),
      "unet/model.onnx was exported for use with a ControlNet ('down_block_0', 'mid_block_additional_residual')",
    ],
    [
      'split ControlNet of Olive',
      unetWith({ controlnet_downblock1: ['b', 8, 'h', 'w'], controlnet_midblock: ['b', 8, 'h', 'w'] }),
      "unet/model.onnx was exported for use with a ControlNet ('controlnet_downblock1', 'controlnet_midblock')",
    ],
    [
      'fused ControlNet',
      unetWith({ controlnet_conds: ['n', 'b', 3, 'h', 'w'], conditioning_scales: ['n'] }),
      "unet/model.onnx was exported for use with a ControlNet ('controlnet_conds', 'conditioning_scales')",
    ],
    [
      'upscaler',
      unetWith({ class_labels: ['b'] }),
      "unet/model.onnx needs 'class_labels', which no node feeds",
    ],
    [
      'text encoder with a mask',
      {
        'text_encoder/model.onnx': onnxBytes({
          inputs: { input_ids: ['b', 't'], attention_mask: ['b', 't'] },
        }),
      },
      "text_encoder/model.onnx needs 'attention_mask', which no node feeds",
    ],
    [
      'a UNet of SDXL without its second text encoder',
      unetWith({ text_embeds: ['b', 8], time_ids: ['b', 6] }),
      'its UNet also takes the prompt as a whole, which text_encoder/model.onnx does not put out',
    ],
    [
      "another model's text encoder",
      { 'text_encoder/config.json': JSON.stringify({ hidden_size: 48 }) },
      'its text encoder puts out 48 numbers a token, and its UNet takes 32',
    ],
    [
      'a UNet that is shown more than one picture',
      {
        'unet/config.json': JSON.stringify({
          in_channels: 12,
          cross_attention_dim: 32,
          block_out_channels: [8],
        }),
      },
      'unet/model.onnx takes 12 channels, where a latent has 4, one with a picture to change 8, and one to inpaint 9',
    ],
  ])('says so at the door: %s', async (_, files, why) => {
    expect(await problemOf({ ...modelSketch(), ...files })).toEqual([
      `model-kind-unsupported: Model 'm' cannot be run: ${why}.`,
    ]);
  });

  it('names the pipeline that model_index.json says it was made for', async () => {
    const { 'unet/model.onnx': unet, 'unet/config.json': _, ...rest } = modelSketch();
    const flux = {
      ...rest,
      'transformer/model.onnx': unet!,
      'model_index.json': JSON.stringify({ _class_name: 'FluxPipeline' }),
    };
    expect(await problemOf(flux)).toEqual([
      "model-kind-unsupported: Model 'm' cannot be run: its denoising model is in 'transformer' in place of a 'unet', as in Stable Diffusion 3 and Flux. It was made for FluxPipeline.",
    ]);
  });

  it('leaves alone what a runnable folder holds besides', async () => {
    const controlnet = {
      'controlnet/model.onnx': onnxBytes({ inputs: { controlnet_cond: ['b', 3, 'h', 'w'] } }),
    };
    expect(await problemOf({ ...modelSketch(), ...controlnet })).toBeUndefined();
    expect(await problemOf({ ...modelSketch(), ...unetWith({ timestep_cond: ['b', 256] }) })).toBeUndefined();
    for (const in_channels of [8, 9]) {
      const config = { in_channels, cross_attention_dim: 32, block_out_channels: [8] };
      const shown = { 'unet/config.json': JSON.stringify(config) };
      expect(await problemOf({ ...modelSketch(), ...shown })).toBeUndefined();
    }
  });
});
