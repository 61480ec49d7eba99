import { makeCheckpoint, readRecipe, readTokenizerFixture } from '@latentgraph/model-graphs/testing';
import type { ModelPart } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { modelHandles, readModelFolder, readVariant } from '../model-folder/model-folder.ts';
import { memoryFiles } from '../testing/memory-files.ts';

async function read(recipe: string, part?: ModelPart) {
  const files = memoryFiles({
    'model.safetensors': makeCheckpoint(readRecipe(recipe)),
    ...readTokenizerFixture('tokenizer'),
    ...readTokenizerFixture('tokenizer_2'),
  });
  return readVariant(await readModelFolder('mine', files), '', 'cpu', part);
}

async function handlesOf(recipe: string, part?: ModelPart) {
  const result = await read(recipe, part);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return { ...modelHandles(result.model, 'h'), warnings: result.warnings };
}

async function problemsOf(recipe: string, part?: ModelPart) {
  const result = await read(recipe, part);
  return result.ok ? [] : result.problems.map(({ code, message }) => `${code}: ${message}`);
}

describe('readCheckpoint of one part', () => {
  it('takes a UNet that is alone in its file, as it is in a whole checkpoint', async () => {
    const alone = await handlesOf('sdxl-fp16-diffusers-unet', 'unet');
    const whole = await handlesOf('sdxl-fp16', 'unet');
    expect(alone.unet).toEqual(whole.unet);
    expect(alone.schedulerConfig).toEqual(whole.schedulerConfig);
    expect(await problemsOf('sdxl-fp16-diffusers-unet')).toEqual([
      "checkpoint-part-missing: Model 'mine' is a Stable Diffusion XL checkpoint without its text encoder and its text encoder 2 and its VAE.",
    ]);
    expect(await problemsOf('sdxl-fp16-diffusers-unet', 'vae')).toEqual([
      "checkpoint-part-missing: Model 'mine' has no VAE with a decoder: it holds a UNet.",
    ]);
    expect(await problemsOf('sdxl-fp16-diffusers-unet', 'textEncoder')).toEqual([
      "checkpoint-part-missing: Model 'mine' has no whole text encoder: it holds a UNet.",
    ]);
  });

  it('takes a VAE that is alone in its file, and says that its scaling factor is assumed', async () => {
    const { vae, warnings } = await handlesOf('vae-ldm', 'vae');
    expect(vae).toMatchObject({ family: { channels: 4, factor: 8 }, scalingFactor: 0.18215 });
    expect(warnings.map(({ code, remedy }) => `${code}: ${remedy}`)).toEqual([
      "model-config-assumed: If it is a VAE of SDXL, set 'scalingFactor' of Load VAE to 0.13025.",
    ]);
    expect(await problemsOf('vae-ldm')).toEqual([
      "checkpoint-part-alone: Model 'mine' is a VAE without a UNet.",
    ]);
    expect(await problemsOf('vae-ldm', 'unet')).toEqual([
      "checkpoint-part-missing: Model 'mine' has no UNet: it holds a VAE.",
    ]);
  });

  it('takes a text encoder from a whole checkpoint; one without a UNet does not say how it is used', async () => {
    expect((await handlesOf('sdxl-fp16', 'textEncoder')).textEncoder).toEqual(
      (await handlesOf('sdxl-fp16')).textEncoder,
    );
    expect(await problemsOf('sdxl-fp16-diffusers-text-encoder', 'textEncoder')).toEqual([
      "checkpoint-encoder-alone: Model 'mine' holds a text encoder without a UNet: which of its layers a UNet was taught with, it does not tell.",
    ]);
  });
});
