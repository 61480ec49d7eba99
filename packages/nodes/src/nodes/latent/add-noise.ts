import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { matchTensors } from './match-tensors.ts';

export const addNoise = defineNode({
  type: 'AddNoise',
  version: 1,
  title: 'Add Noise',
  category: 'Latent',
  summary: 'Adds as much noise to an encoded picture as the schedule starts with.',
  inputs: {
    schedule: port.schedule('Says how much: its strength decides where it starts.'),
    latent: port.latent('A clean latent, from VAE Encode.'),
    noise: port.latent('Unit noise of the same size, from Noise.'),
  },
  outputs: { latent: port.latent('alpha · latent + sigma · noise, to start denoising from.') },
  params: z.object({}),
  async run({ node, inputs: { schedule, latent, noise }, services: { ops } }) {
    if (latent.level.kind !== 'clean' || noise.level.kind !== 'noise') {
      const port = latent.level.kind === 'clean' ? 'noise' : 'latent';
      throw new ProblemError({
        code: 'latent-level',
        message:
          port === 'noise'
            ? `Add Noise '${node}' gets a latent at 'noise' that is not pure noise.`
            : `Add Noise '${node}' gets a latent that holds noise already.`,
        remedy:
          port === 'noise'
            ? 'Wire Noise to it.'
            : 'Wire a clean latent to it: from VAE Encode or the end of a zone.',
        node,
        port,
      });
    }
    const { timestep, alpha, sigma } = schedule.entries[schedule.from]!;
    const [clean, unit] = await matchTensors(
      ops,
      `Add Noise '${node}'`,
      { ...latent, what: "the latent at 'latent'" },
      { ...noise, what: "the latent at 'noise'" },
    );
    const tensor = await ops.combine([
      [alpha, clean],
      [sigma, unit],
    ]);
    return { latent: { ...latent, tensor, level: { kind: 'noised' as const, timestep, alpha, sigma } } };
  },
});
