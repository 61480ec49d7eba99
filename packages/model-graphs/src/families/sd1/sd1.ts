import type { ModelFamily } from '../model-family.ts';

/** Stable Diffusion 1.x: convolutions around attention, eight heads, CLIP's own text tower. */
export const sd1: ModelFamily = {
  id: 'sd1',
  title: 'Stable Diffusion 1',
  matches: (unet) => !unet.linearProjection && unet.addEmbedding === undefined,
  textEncoders: [
    {
      component: 'text_encoder',
      prefixes: ['cond_stage_model.transformer.'],
      use: { activation: 'quick_gelu', projects: false },
      hiddenState: 'last-normed',
      pooled: false,
      padding: 'end-of-text',
    },
  ],
  latent: { scale: 0.18215, shift: 0 },
  defaultSizePx: 512,
};
