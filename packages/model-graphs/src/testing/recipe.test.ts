import { expect, it } from 'vitest';
import { readRecipe } from './fixtures.ts';
import { makeCheckpoint } from './recipe.ts';

it.each(['sd1-bf16', 'vae-ldm', 'sdxl-fp16-diffusers-text-encoder-2', 'sd2-v'])(
  'makes %s byte for byte',
  (name) => {
    const recipe = readRecipe(name);
    expect(makeCheckpoint(recipe).length).toBe(recipe.bytes);
  },
);
