import { expect, it } from 'vitest';
import { levelWidths, type UNetArchitecture } from '../architecture/unet.ts';
import { locateWeights } from '../names/locate-weights.ts';
import { unetParameters } from '../names/unet.ts';
import { vaeParameters } from '../names/vae.ts';
import { underPrefix } from '../safetensors/stored-tensor.ts';
import { headerOfRecipe, readHeader } from '../testing/fixtures.ts';
import { tableOf } from '../testing/tables.ts';
import { deriveClipText } from './clip-text.ts';
import { deriveUNet } from './unet.ts';
import { deriveVae } from './vae.ts';

const real = async (name: string) => tableOf(readHeader(name));
const small = async (name: string) => tableOf(headerOfRecipe(name));

/** A UNet in the words of its configuration. */
function summary(unet: UNetArchitecture) {
  return {
    channels: levelWidths(unet),
    context: unet.contextWidth,
    inChannels: unet.inChannels,
    linear: unet.linearProjection,
    heads: unet.attentionHeads,
    depths: unet.down.map(({ transformerDepths }) => transformerDepths.join()),
    mid: unet.mid.transformerDepth,
    upDepths: unet.up.map(({ transformerDepths }) => transformerDepths.join()),
    add: unet.addEmbedding,
  };
}

const sd = { heads: { rule: 'count', heads: 8 }, linear: false, add: undefined };
const linear = { heads: { rule: 'width', headWidth: 64 }, linear: true };
const sdDepths = {
  depths: ['1,1', '1,1', '1,1', '0,0'],
  mid: 1,
  upDepths: ['0,0,0', '1,1,1', '1,1,1', '1,1,1'],
};
const add = (pooledWidth: number, timeIds: number) => ({ pooledWidth, timeIds, timeIdWidth: 256 });

it.each([
  ['sd15', real, { ...sd, ...sdDepths, channels: [320, 640, 1280, 1280], context: 768, inChannels: 4 }],
  [
    'sd15-inpainting',
    real,
    { ...sd, ...sdDepths, channels: [320, 640, 1280, 1280], context: 768, inChannels: 9 },
  ],
  [
    'sd21',
    real,
    {
      ...linear,
      ...sdDepths,
      channels: [320, 640, 1280, 1280],
      context: 1024,
      inChannels: 4,
      add: undefined,
    },
  ],
  [
    'sdxl',
    real,
    {
      ...linear,
      channels: [320, 640, 1280],
      context: 2048,
      inChannels: 4,
      depths: ['0,0', '2,2', '10,10'],
      mid: 10,
      upDepths: ['10,10,10', '2,2,2', '0,0,0'],
      add: add(1280, 6),
    },
  ],
  [
    'sdxl-refiner',
    real,
    {
      ...linear,
      channels: [384, 768, 1536, 1536],
      context: 1280,
      inChannels: 4,
      depths: ['0,0', '4,4', '4,4', '0,0'],
      mid: 4,
      upDepths: ['0,0,0', '4,4,4', '4,4,4', '0,0,0'],
      add: add(1280, 5),
    },
  ],
  ['sd1-fp16', small, { ...sd, ...sdDepths, channels: [32, 32, 64, 64], context: 128, inChannels: 4 }],
  ['sd1-fp32', small, { ...sd, ...sdDepths, channels: [32, 32, 32, 32], context: 64, inChannels: 4 }],
  [
    'sd2-v',
    small,
    { ...linear, ...sdDepths, channels: [64, 64, 64, 128], context: 128, inChannels: 4, add: undefined },
  ],
  [
    'sdxl-vpred',
    small,
    {
      ...linear,
      channels: [32, 64, 128],
      context: 192,
      inChannels: 4,
      depths: ['0,0', '1,1', '2,2'],
      mid: 2,
      upDepths: ['2,2,2', '1,1,1', '0,0,0'],
      add: add(128, 6),
    },
  ],
] as const)('derives the UNet of %s, and finds every weight of it', async (name, table, expected) => {
  const tensors = underPrefix(await table(name), 'model.diffusion_model.');
  const result = deriveUNet(tensors, 'original');
  if (!result.ok) throw new Error(result.problems[0]!.message);
  expect(summary(result.architecture)).toEqual(expected);
  const located = locateWeights('The UNet', unetParameters(result.architecture, 'original'), tensors);
  expect(located.ok ? located.weights.size : located.problems).toBe(tensors.size);
});

it('derives the same UNet from both layouts', async () => {
  const original = deriveUNet(underPrefix(await small('sdxl-fp16'), 'model.diffusion_model.'), 'original');
  const diffusers = await small('sdxl-fp16-diffusers-unet');
  const folder = deriveUNet(diffusers, 'diffusers');
  expect(folder).toEqual(original);
  if (!folder.ok) throw new Error(folder.problems[0]!.message);
  const located = locateWeights('The UNet', unetParameters(folder.architecture, 'diffusers'), diffusers);
  expect(located.ok && located.weights.size).toBe(diffusers.size);
});

const smallVae = { widths: [32, 32, 64, 32], latentChannels: 4, quantConv: true, postQuantConv: true };

it.each([
  ['vae-ft-mse', real, '', 'original', { ...smallVae, widths: [128, 256, 512, 512] }],
  [
    'sd3-medium',
    real,
    'first_stage_model.',
    'original',
    { widths: [128, 256, 512, 512], latentChannels: 16, quantConv: false, postQuantConv: false },
  ],
  ['vae-ldm', small, '', 'original', smallVae],
  ['vae-ldm-prefixed', small, 'first_stage_model.', 'original', smallVae],
  ['vae-diffusers', small, '', 'diffusers', smallVae],
  ['vae-diffusers-old', small, '', 'diffusers-old', smallVae],
] as const)(
  'derives the VAE of %s, and finds every weight of it',
  async (name, table, prefix, layout, expected) => {
    const tensors = underPrefix(await table(name), prefix);
    const result = deriveVae(tensors, layout);
    expect(result).toEqual({
      ok: true,
      warnings: [],
      architecture: { imageChannels: 3, encoderResnets: 2, decoderResnets: 3, ...expected },
    });
    if (!result.ok) return;
    const located = locateWeights('The VAE', vaeParameters(result.architecture, layout), tensors);
    const ofLoss = [...tensors.keys()].filter((tensor) => tensor.startsWith('loss.')).length;
    expect(located.ok ? located.weights.size : located.problems).toBe(tensors.size - ofLoss);
  },
);

const clip = { activation: 'quick_gelu', positions: 77, vocabularySize: 49_408 };
const openClip = { ...clip, activation: 'gelu' };
const size = (layers: number, width: number) => ({
  layers,
  layersInFile: layers,
  width,
  heads: width / 64,
  mlpWidth: 4 * width,
});

it.each([
  ['sd15', real, 'cond_stage_model.transformer.', 'transformers', {}, { ...clip, ...size(12, 768) }],
  [
    'sd21',
    real,
    'cond_stage_model.model.',
    'open_clip',
    { unusedLayers: 1, projects: false },
    { ...openClip, ...size(24, 1024), layers: 23 },
  ],
  ['sdxl', real, 'conditioner.embedders.0.transformer.', 'transformers', {}, { ...clip, ...size(12, 768) }],
  [
    'sdxl',
    real,
    'conditioner.embedders.1.model.',
    'open_clip',
    {},
    { ...openClip, ...size(32, 1280), projectionWidth: 1280 },
  ],
  [
    'sd1-fp16',
    small,
    'cond_stage_model.transformer.',
    'transformers',
    {},
    { ...clip, ...size(2, 128), vocabularySize: 1024 },
  ],
] as const)('derives a text encoder of %s', async (name, table, prefix, layout, use, expected) => {
  const tensors = underPrefix(await table(name), prefix);
  expect(deriveClipText(tensors, layout, use)).toEqual({ ok: true, warnings: [], architecture: expected });
});
