import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { readPicture } from '../image/pictures.ts';
import { encodePicture, unscaledMean } from '../latent/encode-picture.ts';
import { checkPictureSize } from '../latent/picture-size.ts';
import { tilingParams } from '../latent/tiling.ts';

export const instructPix2PixConditioning = defineNode({
  type: 'InstructPix2PixConditioning',
  version: 1,
  title: 'Instruct Pix2Pix Conditioning',
  category: 'Conditioning',
  summary:
    'Shows the picture to change to a model that follows instructions; only for instruct-pix2pix models.',
  inputs: {
    conditioning: port.conditioning('The instruction; the negative prompt needs such a node too.'),
    vae: port.vae('Turns the picture into a latent; from Checkpoint.'),
    image: port.image('The picture to change.'),
  },
  outputs: { conditioning: port.conditioning('The instruction with the picture.') },
  params: z.object({
    show: z
      .boolean()
      .default(true)
      .describe(
        'Off puts zeros in place of the picture. With three UNets two Guidance nodes in a row weigh both: first the instruction over the negative prompt, both shown the picture, by text scale / picture scale (7.5 / 1.5 = 5), then that over the negative prompt that is not shown it, by picture scale (1.5).',
      )
      .meta({ title: 'Show the picture' }),
    ...tilingParams,
  }),
  async run({ node, inputs: { conditioning, vae, image }, params, services, signal }) {
    const { ops } = services;
    const picture = await readPicture(ops, image);
    checkPictureSize({ label: 'Instruct Pix2Pix Conditioning', node }, picture, vae, services);
    if (!params.show) {
      const { channels, factor } = vae.family;
      const cells = [picture.heightPx / factor, picture.widthPx / factor] as const;
      const dims = [image.tensor.dims[0]!, channels, ...cells];
      const zeros = await ops.upload(new Float32Array(dims.reduce((a, b) => a * b)), dims);
      return { conditioning: { ...conditioning, concat: zeros } };
    }
    // The model was trained on the mean as it is: the scaling factor is for latents that noise is added to.
    const concat = await unscaledMean(ops, await encodePicture(ops, vae, image, params, signal));
    return { conditioning: { ...conditioning, concat } };
  },
});
