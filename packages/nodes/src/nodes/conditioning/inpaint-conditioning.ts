import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { blendPictures } from '../../pixels/composite.ts';
import { maskToLatent, thresholdMask } from '../../pixels/mask.ts';
import { filledPicture } from '../../pixels/picture.ts';
import { imageFrom, readPicture } from '../image/pictures.ts';
import { matchBatches } from '../latent/batch.ts';
import { encodePicture, meanLatent } from '../latent/encode-picture.ts';
import { checkPictureSize } from '../latent/picture-size.ts';
import { tilingParams } from '../latent/tiling.ts';
import { maskFrom, readMask } from '../mask/masks.ts';

/** What the models were trained to see in place of what is to be repainted: 0 in −1…1. */
const GRAY = [0.5];

export const inpaintConditioning = defineNode({
  type: 'InpaintConditioning',
  version: 1,
  title: 'Inpaint Conditioning',
  category: 'Conditioning',
  summary: 'Shows an inpainting model the picture around the mask; only for models made for inpainting.',
  inputs: {
    conditioning: port.conditioning('The prompt; the negative prompt needs such a node too.'),
    vae: port.vae('Turns the picture into a latent; from Checkpoint.'),
    image: port.image('The picture to repaint.'),
    mask: port.mask('1 where the picture is repainted; of the size of the picture.'),
  },
  outputs: { conditioning: port.conditioning('The prompt with mask and masked picture.') },
  params: z.object(tilingParams),
  async run({ node, inputs: { conditioning, vae, image, mask }, params, services, signal }) {
    const { ops } = services;
    const picture = await readPicture(ops, image);
    checkPictureSize({ label: 'Inpaint Conditioning', node }, picture, vae, services);
    const hard = thresholdMask(await readMask(ops, mask));
    const around = blendPictures(picture, filledPicture(picture, GRAY), 1, hard);
    const encoded = await encodePicture(ops, vae, await imageFrom(ops, around), params, signal);
    const latent = await meanLatent(ops, vae, encoded);
    const [height, width] = latent.dims.slice(2) as [number, number];
    const small = await maskFrom(ops, maskToLatent(hard, height, width, 'nearest'));
    const [cells, shown] = await matchBatches(
      ops,
      { tensor: small.tensor, what: 'The mask' },
      { tensor: latent, what: 'the picture' },
    );
    return { conditioning: { ...conditioning, concat: await ops.concat([cells, shown], 1) } };
  },
});
