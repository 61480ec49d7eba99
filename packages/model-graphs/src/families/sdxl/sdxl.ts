import type { ModelFamily } from '../model-family.ts';

/** Stable Diffusion XL, and what was made of it: six size numbers, three levels, two text towers side by side. */
export const sdxl: ModelFamily = {
  id: 'sdxl',
  title: 'Stable Diffusion XL',
  matches: ({ addEmbedding, down }) =>
    addEmbedding?.timeIds === 6 &&
    down.length === 3 &&
    down[0]!.transformerDepths.every((depth) => depth === 0),
  textEncoders: [
    {
      component: 'text_encoder',
      prefixes: ['conditioner.embedders.0.transformer.'],
      use: { activation: 'quick_gelu', projects: false },
      hiddenState: 'penultimate',
      pooled: false,
      padding: 'end-of-text',
    },
    {
      component: 'text_encoder_2',
      prefixes: ['conditioner.embedders.1.model.'],
      use: { activation: 'gelu' },
      hiddenState: 'penultimate',
      pooled: true,
      padding: 'zero',
    },
  ],
  latent: { scale: 0.13025, shift: 0 },
  defaultSizePx: 1024,
};
