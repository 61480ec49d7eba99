import type { RunContext } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { matchTensors } from '../latent/match-tensors.ts';
import { requireSameKind } from './prediction-kind.ts';
import { inWindow, windowParams } from './step-window.ts';

export const guidance = defineNode({
  type: 'Guidance',
  version: 1,
  title: 'Guidance',
  category: 'Denoising',
  summary: 'Classifier-free guidance: exaggerates what the prompt changes in the prediction.',
  inputs: {
    conditional: port.prediction('With the prompt.'),
    unconditional: port.prediction('With the negative or an empty prompt; not run where guidance is off.', {
      lazy: true,
    }),
  },
  outputs: { prediction: port.prediction('unconditional + scale · (conditional − unconditional).') },
  params: z.object({
    scale: z
      .number()
      .min(0)
      .max(100)
      .default(7.5)
      .describe('How strictly to follow the prompt; 1 is off.')
      .meta({ usual: [1, 20], step: 0.5 }),
    rescale: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .describe('Takes back over-exposure (Lin et al. 2023, section 3.4); 0 is off.')
      .meta({ advanced: true }),
    ...windowParams,
  }),
  demand: ({ params, step }) => (isOn(params, step) ? ['unconditional'] : []),
  state: () => ({ hasWarned: false }),
  async run({ node, inputs, params: { scale, rescale }, services: { ops }, state, warn }) {
    const { conditional, unconditional } = inputs;
    if (!unconditional) return { prediction: conditional };
    if (conditional.isGuided && !state.hasWarned) {
      state.hasWarned = true;
      warn(guidedTwice(node));
    }
    requireSameKind(conditional, unconditional, { label: 'Guidance', node, port: 'unconditional' });
    const [withPrompt, without] = await matchTensors(
      ops,
      `Guidance '${node}'`,
      { ...conditional, what: "the prediction at 'conditional'" },
      { ...unconditional, what: "the prediction at 'unconditional'" },
    );
    const guided = await ops.combine([
      [scale, withPrompt],
      [1 - scale, without],
    ]);
    const tensor = rescale > 0 ? await rescaled(ops, guided, withPrompt, rescale) : guided;
    return { prediction: { ...conditional, tensor } };
  },
});

function guidedTwice(node: string): Parameters<RunContext['warn']>[0] {
  return {
    code: 'guided-twice',
    message: `Guidance '${node}' guides predictions of a model with guidance built in, such as LCM: it is applied twice, and colours burn.`,
    remedy: `Wire UNet straight to Scheduler Step and set 'guidance' of UNet, or set 'scale' of Guidance '${node}' to 1.`,
    param: 'scale',
  };
}

function isOn(
  params: { readonly scale: number; readonly from: number; readonly to: number },
  step: { readonly index: number; readonly count: number } | null,
): boolean {
  return params.scale !== 1 && (step === null || inWindow(step, params));
}

/** Lin et al. 2023, equations 15 and 16: brings the deviation of each picture back towards the conditional one's. */
async function rescaled(ops: Backend, guided: Tensor, conditional: Tensor, amount: number): Promise<Tensor> {
  const wanted = await ops.moments(conditional);
  const given = await ops.moments(guided);
  const factors = given.map(({ deviation }, sample) =>
    deviation === 0 ? 1 : amount * (wanted[sample]!.deviation / deviation) + 1 - amount,
  );
  return ops.combine([[factors, guided]]);
}
