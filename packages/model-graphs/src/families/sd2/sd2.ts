import type { ModelFamily } from '../model-family.ts';

/** Stable Diffusion 2.x: matrices around attention, open_clip's text tower without its last layer. */
export const sd2: ModelFamily = {
  id: 'sd2',
  title: 'Stable Diffusion 2',
  matches: (unet) => unet.linearProjection && unet.addEmbedding === undefined,
  textEncoders: [
    {
      component: 'text_encoder',
      prefixes: ['cond_stage_model.model.', 'conditioner.embedders.0.model.'],
      use: { activation: 'gelu', unusedLayers: 1, projects: false },
      hiddenState: 'last-normed',
      pooled: false,
      padding: 'zero',
    },
  ],
  latent: { scale: 0.18215, shift: 0 },
  defaultSizePx: 768,
};
