import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { LatentLevel } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { maskAtLatentSize } from '../denoising/latent-mask.ts';
import { repeatToBatch } from './batch.ts';
import { matchTensors } from './match-tensors.ts';

export const blendLatents = defineNode({
  type: 'BlendLatents',
  version: 1,
  title: 'Blend Latents',
  category: 'Latent',
  summary: 'Mixes two latents of one level of noise, all over or by a mask.',
  inputs: {
    a: port.latent('What stays where the mask is 0.'),
    b: port.latent('What comes in where the mask is 1.'),
    mask: port.mask('How much of b: soft edges blend; without it b comes in everywhere.', { optional: true }),
  },
  outputs: { latent: port.latent('a + amount · mask · (b − a); two independent noises stay unit noise.') },
  params: z.object({
    amount: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('How much of b where the mask is 1: 0 is a alone, 1 is b alone.'),
  }),
  async run({ node, inputs: { a, b, mask }, params: { amount }, services: { ops } }) {
    if (!sameLevel(a.level, b.level)) throw levelsDiffer(node, a.level, b.level);
    const [from, to] = await matchTensors(
      ops,
      `Blend Latents '${node}'`,
      { ...a, what: "the latent at 'a'" },
      { ...b, what: "the latent at 'b'" },
    );
    // The sum of two independent noises is weaker than each; divided by this it is unit noise again.
    const deviation = a.level.kind === 'noise' ? Math.hypot(1 - amount, amount) : 1;
    const blended = await ops.combine([
      [(1 - amount) / deviation, from],
      [amount / deviation, to],
    ]);
    if (!mask) return { latent: { ...a, tensor: blended } };
    const small = await maskAtLatentSize(ops, mask, a, 'area', node);
    const weights = small.dims[0] === 1 ? small : await repeatToBatch(ops, small, from.dims[0]!, 'The mask');
    return { latent: { ...a, tensor: await ops.blend(from, blended, weights) } };
  },
});

/** Schedulers name one level by numbers that differ in the last digits. */
const LEVEL_TOLERANCE = 1e-4;

function sameLevel(a: LatentLevel, b: LatentLevel): boolean {
  if (a.kind !== 'noised' || b.kind !== 'noised') return a.kind === b.kind;
  const near = (x: number, y: number) => Math.abs(x - y) <= LEVEL_TOLERANCE * Math.max(1, Math.abs(x));
  return near(a.alpha, b.alpha) && near(a.sigma, b.sigma);
}

function levelsDiffer(node: string, a: LatentLevel, b: LatentLevel): ProblemError {
  return new ProblemError({
    code: 'latent-levels-differ',
    message: `Blend Latents '${node}' gets latents of two levels of noise: ${phrase(a)} and ${phrase(b)}.`,
    remedy:
      'Bring both to one level: blend clean latents, or put Add Noise with the same schedule before it.',
    node,
    port: 'b',
  });
}

function phrase(level: LatentLevel): string {
  if (level.kind === 'noise') return 'pure noise';
  if (level.kind === 'clean') return 'a clean one';
  return `one at timestep ${Number(level.timestep.toFixed(2))}`;
}
