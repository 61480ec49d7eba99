import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { LatentRgb, PredictionValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { colorGradient } from '../../guidance/color-gradient.ts';
import { colorParam, rgbOf } from '../image/color-param.ts';
import { matchTensors } from '../latent/match-tensors.ts';
import { foreseenClean } from './foreseen.ts';
import { KeptMask } from './kept-mask.ts';
import { inWindow, windowParams } from './step-window.ts';

export const colorGuidance = defineNode({
  type: 'ColorGuidance',
  version: 1,
  title: 'Color Guidance',
  category: 'Denoising',
  summary: 'Pulls the picture towards a colour, all over or inside a mask.',
  inputs: {
    step: port.step('Where the run is; from Denoise Start.'),
    latent: port.latent('The noisy sample that the prediction was made for; from Denoise Start.'),
    prediction: port.prediction('What the UNet (or Guidance) predicted.'),
    mask: port.mask('Where the colour is wanted: 1 fully, 0 not at all.', { optional: true }),
  },
  outputs: { prediction: port.prediction('The prediction of a picture nearer to the colour.') },
  params: z.object({
    color: colorParam('#ff0000', 'The colour to go towards.'),
    weight: z
      .number()
      .min(0)
      .max(1)
      .default(0.1)
      .describe('How far to go in each step; 0 is off, 1 as far as one linear step can.'),
    ...windowParams,
  }),
  state: ({ services: { ops } }) => new KeptMask(ops),
  async run({ node, inputs: { step, latent, prediction, mask }, params, state, services: { ops } }) {
    if (params.weight === 0 || !inWindow(step, params)) return { prediction };
    const gradient = colorGradient(latentRgbOf(prediction, node), rgbOf(params.color));
    const clean = foreseenClean(prediction.kind, step);
    // At sigma 0 the sample is clean whatever the model predicts: there is nothing to steer.
    if (!gradient || clean.prediction === 0) return { prediction };
    const [sample, before] = await matchTensors(
      ops,
      `Color Guidance '${node}'`,
      { ...latent, what: "the latent at 'latent'" },
      { ...prediction, what: 'the prediction' },
    );
    const foreseen = await ops.combine([
      [clean.sample, sample],
      [clean.prediction, before],
    ]);
    const towards = await ops.mixChannels(foreseen, gradient.matrix, gradient.bias);
    const after = await ops.combine([
      [1, before],
      [-params.weight / clean.prediction, towards],
    ]);
    if (!mask) return { prediction: { ...prediction, tensor: after } };
    const small = await state.fittedTo({ ...prediction, tensor: after }, mask, node);
    return { prediction: { ...prediction, tensor: await ops.blend(before, after, small) } };
  },
});

function latentRgbOf({ family }: PredictionValue, node: string): LatentRgb {
  if (family.latentRgb) return family.latentRgb;
  throw new ProblemError({
    code: 'no-latent-rgb',
    message: `Color Guidance '${node}' cannot see colours: the model has no latent→RGB map.`,
    remedy: "Put a latentgraph.json with 'latentRgb' factors into the model's folder, or remove this node.",
    node,
    port: 'prediction',
  });
}
