import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { matchTensors } from '../latent/match-tensors.ts';
import { KeptMask } from './kept-mask.ts';
import { requireSameKind } from './prediction-kind.ts';

export const blendPredictions = defineNode({
  type: 'BlendPredictions',
  version: 1,
  title: 'Blend Predictions',
  category: 'Denoising',
  summary: 'Mixes two predictions, all over or by a mask: two prompts in one picture.',
  inputs: {
    a: port.prediction('What stays where the mask is 0.'),
    b: port.prediction('What comes in where the mask is 1.'),
    mask: port.mask('How much of b: soft edges blend; without it b comes in everywhere.', { optional: true }),
  },
  outputs: { prediction: port.prediction('a + amount · mask · (b − a).') },
  params: z.object({
    amount: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('How much of b where the mask is 1: 0 is a alone, 1 is b alone.'),
  }),
  state: ({ services: { ops } }) => new KeptMask(ops),
  async run({ node, inputs: { a, b, mask }, params: { amount }, state, services: { ops } }) {
    requireSameKind(a, b, { label: 'Blend Predictions', node, port: 'b' });
    const [from, to] = await matchTensors(
      ops,
      `Blend Predictions '${node}'`,
      { ...a, what: "the prediction at 'a'" },
      { ...b, what: "the prediction at 'b'" },
    );
    const blended =
      amount === 1
        ? to
        : await ops.combine([
            [1 - amount, from],
            [amount, to],
          ]);
    if (!mask) return { prediction: { ...a, tensor: blended } };
    const small = await state.fittedTo({ ...a, tensor: from }, mask, node);
    return { prediction: { ...a, tensor: await ops.blend(from, blended, small) } };
  },
});
