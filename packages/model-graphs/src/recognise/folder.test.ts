import { expect, it } from 'vitest';
import type { FolderFiles } from '../safetensors/model-folder.ts';
import { headerOfRecipe } from '../testing/fixtures.ts';
import { type HeaderFixture, sourceOf, sourceOfHeader } from '../testing/safetensors-bytes.ts';
import { recogniseFolder } from './recognise.ts';

/** A folder of JSON files and of safetensors files without weights. */
function folderOf(entries: Record<string, HeaderFixture | string>): FolderFiles {
  const sources = new Map(
    Object.entries(entries).map(([path, content]) => [
      path,
      typeof content === 'string' ? sourceOf(new TextEncoder().encode(content)) : sourceOfHeader(content),
    ]),
  );
  return {
    list: async () => [...sources].map(([path, { sizeBytes }]) => ({ path, sizeBytes })),
    readBytes: (path, from, to) => sources.get(path)!.read(from, to),
  };
}

const unet = headerOfRecipe('sdxl-fp16-diffusers-unet');
const half = Math.floor(unet.tensors.length / 2);
const shards = {
  'a.safetensors': { metadata: {}, tensors: unet.tensors.slice(0, half) },
  'b.safetensors': { metadata: {}, tensors: unet.tensors.slice(half) },
};
const weightMap = Object.fromEntries(
  Object.entries(shards).flatMap(([file, { tensors }]) => tensors.map(({ name }) => [name, file])),
);
const rest = {
  'vae/diffusion_pytorch_model.fp16.safetensors': headerOfRecipe('sdxl-fp16-diffusers-vae'),
  'text_encoder/model.safetensors': headerOfRecipe('sdxl-fp16-diffusers-text-encoder'),
  'text_encoder_2/model.safetensors': headerOfRecipe('sdxl-fp16-diffusers-text-encoder-2'),
  'scheduler/scheduler_config.json': '{"prediction_type":"v_prediction","rescale_betas_zero_snr":true}',
};
const index = (map: unknown) => ({
  'unet/diffusion_pytorch_model.safetensors.index.json': JSON.stringify({ weight_map: map }),
});
const sharded = {
  ...rest,
  ...index(weightMap),
  'unet/a.safetensors': shards['a.safetensors'],
  'unet/b.safetensors': shards['b.safetensors'],
};

it('joins the shards and components of a folder, in a variant where there is one', async () => {
  const result = await recogniseFolder(folderOf(sharded), 'demo', 'fp16');
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const { family, textEncoders, vae, prediction, ...model } = result.model;
  expect({
    family: family?.id,
    unetFiles: [...new Set([...model.unet!.weights.values()].map(({ file }) => file))].sort(),
    textEncoders: textEncoders.map(({ role, part }) => [role?.component, part.architecture.activation]),
    vaeFile: vae?.weights.get('quant_conv.bias')?.file,
    prediction,
  }).toEqual({
    family: 'sdxl',
    unetFiles: ['unet/a.safetensors', 'unet/b.safetensors'],
    textEncoders: [
      ['text_encoder', 'quick_gelu'],
      ['text_encoder_2', 'gelu'],
    ],
    vaeFile: 'vae/diffusion_pytorch_model.fp16.safetensors',
    prediction: { type: 'v_prediction', zeroTerminalSnr: true, evidence: 'scheduler/scheduler_config.json' },
  });
});

it.each([
  ['a shard that is not there', index({ ...weightMap, more: '../secret' }), 'checkpoint-shard-missing'],
  ['an index that is none', index(3), 'checkpoint-index-broken'],
  [
    'a tensor that is not in its shard',
    index({ ...weightMap, 'conv_in.weight': 'b.safetensors' }),
    'checkpoint-tensor-missing',
  ],
])('tells %s', async (_, change, code) => {
  const result = await recogniseFolder(folderOf({ ...sharded, ...change }), 'demo', 'fp16');
  expect(result.ok ? 'accepted' : result.problems.map((fault) => fault.code)).toEqual([code]);
});
