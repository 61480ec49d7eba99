import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';

export const checkpoint = defineNode({
  type: 'Checkpoint',
  version: 1,
  title: 'Checkpoint',
  category: 'Loading',
  summary: 'Names a model and puts out its parts: text encoder, UNet, VAE and scheduler settings.',
  inputs: {},
  outputs: {
    textEncoder: port.textEncoder('Reads prompts.'),
    unet: port.unet('Predicts the noise in a latent.'),
    vae: port.vae('Turns latents into pictures and back.'),
    schedulerConfig: port.schedulerConfig("The model's own scheduler settings."),
  },
  params: z.object({
    model: z
      .string()
      .min(1)
      .max(128)
      .default('tiny')
      .describe('Name of an installed model; tiny comes with the program.')
      .meta({ wire: false, widget: 'model' }),
    variant: z
      .string()
      .max(32)
      .default('')
      .describe('Which of its files to take: the plain ones, or a variant such as fp16.')
      .meta({ wire: false, widget: 'variant', advanced: true }),
  }),
  content: ({ params, services }) => services.models.hash(params.model, params.variant),
  check({ params, lookup }) {
    const found = lookup.model(params.model, params.variant);
    return !found.known && found.problem ? [found.problem] : [];
  },
  facts({ params, lookup }) {
    const found = lookup.model(params.model, params.variant);
    return found.known ? found.components : {};
  },
  run: ({ params, services }) => services.models.open(params.model, params.variant),
});
