import type { ModelFamily } from '../model-family.ts';

/** The refiner of Stable Diffusion XL: four sizes and an aesthetic score, four levels, one text tower. */
export const sdxlRefiner: ModelFamily = {
  id: 'sdxl-refiner',
  title: 'Stable Diffusion XL refiner',
  matches: ({ addEmbedding, down }) =>
    addEmbedding?.timeIds === 5 &&
    down.length === 4 &&
    down[0]!.transformerDepths.every((depth) => depth === 0),
  textEncoders: [
    {
      component: 'text_encoder_2',
      prefixes: ['conditioner.embedders.0.model.'],
      use: { activation: 'gelu' },
      hiddenState: 'penultimate',
      pooled: true,
      padding: 'zero',
    },
  ],
  latent: { scale: 0.13025, shift: 0 },
  defaultSizePx: 1024,
};
