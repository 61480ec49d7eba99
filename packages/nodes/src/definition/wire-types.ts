import { defineType, type WireType } from '@latentgraph/graph-core';
import { streamFromInteger } from '../random/seed-value.ts';

/** What wires of diffusion pipelines carry. Shapes: contract/values.ts. */
export const builtinTypes: readonly WireType[] = [
  defineType({
    name: 'image',
    phrase: 'an image',
    description: 'Pictures: [batch, height, width, 3] in 0…1.',
    color: '#64b5f6',
  }),
  defineType({
    name: 'latent',
    phrase: 'a latent',
    description: 'The sample that is denoised: [batch, channels, height / factor, width / factor].',
    color: '#ff9ce0',
  }),
  defineType({
    name: 'mask',
    phrase: 'a mask',
    description: '[batch, 1, height, width] in 0…1; 1 is repainted.',
    color: '#81c784',
  }),
  defineType({
    name: 'conditioning',
    phrase: 'a conditioning',
    description: 'A prompt as the UNet reads it: [batch, tokens, width].',
    color: '#ffb74d',
  }),
  defineType({
    name: 'prediction',
    phrase: 'a prediction',
    description: 'What the UNet says about the noise in a latent.',
    color: '#e57373',
  }),
  defineType({
    name: 'schedulerConfig',
    phrase: 'a scheduler config',
    description: "The model's own scheduler settings.",
    color: '#a1887f',
  }),
  defineType({
    name: 'schedule',
    phrase: 'a schedule',
    description: 'The noise levels of a run, one for each model evaluation.',
    color: '#bcaaa4',
  }),
  defineType({
    name: 'step',
    phrase: 'a step',
    description: 'One entry of the schedule: where the run is now.',
    color: '#9575cd',
  }),
  defineType({ name: 'unet', phrase: 'a UNet', description: 'The denoising model.', color: '#b39ddb' }),
  defineType({
    name: 'textEncoder',
    phrase: 'a text encoder',
    description: 'The model that reads prompts, with its tokenizer.',
    color: '#ffd54f',
  }),
  defineType({
    name: 'vae',
    phrase: 'a VAE',
    description: 'The model between pictures and latents.',
    color: '#f06292',
  }),
  defineType({ name: 'text', phrase: 'a text', description: 'Words.', color: '#aed581' }),
  defineType({ name: 'number', phrase: 'a number', description: 'Any number.', color: '#90a4ae' }),
  defineType({
    name: 'integer',
    phrase: 'an integer',
    description: 'A whole number.',
    color: '#78909c',
    convertsTo: { number: (value: number) => value, seed: streamFromInteger },
  }),
  defineType({
    name: 'seed',
    phrase: 'a seed',
    description: 'A place in a stream of random numbers.',
    color: '#4db6ac',
  }),
  defineType({ name: 'boolean', phrase: 'a boolean', description: 'Yes or no.', color: '#7986cb' }),
];
