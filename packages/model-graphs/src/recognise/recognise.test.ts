import { expect, it } from 'vitest';
import { readSafetensors } from '../safetensors/read-safetensors.ts';
import { headerOfRecipe, readHeader, readRecipe } from '../testing/fixtures.ts';
import { makeCheckpoint } from '../testing/recipe.ts';
import { type HeaderFixture, sourceOf, sourceOfHeader } from '../testing/safetensors-bytes.ts';
import { recognise } from './recognise.ts';

/** What a file is, in one line. */
async function glance(header: HeaderFixture, source = sourceOfHeader(header)): Promise<string> {
  const read = await readSafetensors(source, 'x.safetensors');
  if (!read.ok) return read.problems[0]!.code;
  const result = await recognise(read.file, source);
  if (!result.ok) return result.problems.map(({ code, message }) => `${code}: ${message}`).join();
  if (result.recognition.kind === 'other') return result.recognition.other.id;
  const { family, unet, vae, textEncoders, prediction, dtypes } = result.recognition.model;
  const parts = [
    family?.id,
    unet && `unet ${unet.layout} ${unet.architecture.inChannels}`,
    ...textEncoders.map(
      ({ role, part }) => `${role?.component ?? 'text'} ${part.layout} ${part.architecture.layers}`,
    ),
    vae && `vae ${vae.layout}`,
    dtypes.join('+'),
    prediction && `${prediction.type}${prediction.zeroTerminalSnr ? ' ztsnr' : ''} by ${prediction.evidence}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

const byFamily = 'by the family, as nothing in the file says otherwise';

it.each([
  ['sd15', `sd1, unet original 4, text_encoder transformers 12, vae original, F16, epsilon ${byFamily}`],
  [
    'sd15-inpainting',
    `sd1, unet original 9, text_encoder transformers 12, vae original, F16, epsilon ${byFamily}`,
  ],
  [
    'sd21',
    'sd2, unet original 4, text_encoder open_clip 23, vae original, F16, epsilon by the weights of the last attention (spread 0.000)',
  ],
  [
    'sdxl',
    `sdxl, unet original 4, text_encoder transformers 12, text_encoder_2 open_clip 32, vae original, F16, epsilon ${byFamily}`,
  ],
  [
    'sdxl-refiner',
    `sdxl-refiner, unet original 4, text_encoder_2 open_clip 32, vae original, F16, epsilon ${byFamily}`,
  ],
  ['vae-ft-mse', 'vae original, F16'],
  ['sd1-fp16-diffusers-unet', `sd1, unet diffusers 4, F16, epsilon ${byFamily}`],
  ['sd1-fp16-diffusers-vae', 'vae diffusers, F16'],
  ['sd1-fp16-diffusers-text-encoder', 'text transformers 2, F16'],
  ['controlnet-sd15', 'controlnet'],
  ['sd3-medium', 'sd3'],
  ['sd35-medium', 'sd3'],
  ['sd35-large', 'sd3'],
  ['flux-dev', 'flux'],
  ['flux-schnell', 'flux'],
  ['lora-kohya', 'lora'],
  ['locon-kohya', 'lora'],
  ['lora-peft', 'lora'],
  ['lora-diffusers-old', 'lora'],
  ['lora-kohya-sdxl', 'lora'],
  ['loha', 'loha'],
  ['lokr', 'lokr'],
  ['ti-a1111', 'textual-inversion'],
  ['ti-diffusers', 'textual-inversion'],
  ['ti-sdxl', 'textual-inversion'],
])('%s', async (name, expected) => {
  expect(await glance(readHeader(name))).toBe(expected);
});

const stated = (type: string) => `by the file's metadata (modelspec.prediction_type: ${type})`;

it.each([
  [
    'sd1-fp16',
    `sd1, unet original 4, text_encoder transformers 2, vae original, F16+F32+I64, epsilon ${stated('epsilon')}`,
  ],
  [
    'sd1-fp32',
    `sd1, unet original 4, text_encoder transformers 3, vae original, F32+I64+I32, epsilon ${byFamily}`,
  ],
  ['sd1-bf16', `sd1, unet original 4, text_encoder transformers 3, vae original, BF16, epsilon ${byFamily}`],
  [
    'sd1-inpaint',
    `sd1, unet original 9, text_encoder transformers 2, vae original, F16+I64, epsilon ${byFamily}`,
  ],
  [
    'sd2-v',
    `sd2, unet original 4, text_encoder open_clip 2, vae original, F16+F32, v_prediction ${stated('v')}`,
  ],
  [
    'sdxl-fp16',
    `sdxl, unet original 4, text_encoder transformers 3, text_encoder_2 open_clip 3, vae original, F16+I64+F32, epsilon ${stated('epsilon')}`,
  ],
  [
    'sdxl-vpred',
    "sdxl, unet original 4, text_encoder transformers 2, text_encoder_2 open_clip 2, vae original, F16+F32, v_prediction ztsnr by the tensor 'v_pred'",
  ],
  [
    'sdxl-refiner',
    `sdxl-refiner, unet original 4, text_encoder_2 open_clip 3, vae original, F16+F32, epsilon ${byFamily}`,
  ],
  ['vae-ldm', 'vae original, F16+F32'],
  ['vae-ldm-prefixed', 'vae original, F16'],
  ['vae-diffusers', 'vae diffusers, F16'],
  ['vae-diffusers-old', 'vae diffusers-old, F16'],
  ['sdxl-fp16-diffusers-unet', `sdxl, unet diffusers 4, F16, epsilon ${byFamily}`],
  ['controlnet-sd1', 'controlnet'],
  ['controlnet-sd1-diffusers', 'controlnet'],
  ['taesd-encoder', 'taesd'],
  ['taesd-decoder', 'taesd'],
  ['esrgan-new', 'upscaler'],
  ['esrgan-old', 'upscaler'],
  ['realesrgan-x2', 'upscaler'],
  ['srvgg-compact-x4', 'upscaler'],
  ['ip-adapter', 'ip-adapter'],
  ['clip-vision', 'clip-vision'],
  ['sd3-medium', 'sd3'],
  ['sd35-medium', 'sd3'],
  ['flux-dev', 'flux'],
])('the small %s', async (name, expected) => {
  expect(await glance(headerOfRecipe(name))).toBe(expected);
});

it('tells SD 2 trained on v from its weights, where the metadata does not', async () => {
  const recipe = readRecipe('sd2-v');
  const bytes = makeCheckpoint(recipe);
  // The same length, so that nothing moves: only the words that state the type are gone.
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 400));
  const plain = text.replace('prediction_type', 'prediction_xxxx').replace('-768-v', '-768-x');
  bytes.set(Uint8Array.from(plain, (character) => character.charCodeAt(0)));
  expect(await glance({ metadata: {}, tensors: [] }, sourceOf(bytes))).toContain(
    'v_prediction by the weights of the last attention (spread 0.143)',
  );
});

it('names what it does not know', async () => {
  const tensors = [{ name: 'a.b.weight', dtype: 'F16', shape: [2, 2, 2] }] as const;
  expect(await glance({ metadata: {}, tensors })).toBe(
    'checkpoint-kind-unknown: x.safetensors can be read, but the names of its tensors are those of no known kind of model.',
  );
});
