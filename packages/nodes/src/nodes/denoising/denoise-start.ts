import { ProblemError, type StepReadings, type Values } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { NodeServices } from '../../contract/services.ts';
import type { LatentValue, StepValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import type { NoiseLevel, Schedule } from '../../schedulers/schedule.ts';
import { carriedListSchema, carriedPorts, zoneSchema } from './carried.ts';

export const denoiseStart = defineNode({
  type: 'DenoiseStart',
  version: 1,
  title: 'Denoise Start',
  category: 'Denoising',
  summary: 'Opens the denoising loop: everything between here and Denoise End runs once for every step.',
  zone: 'start',
  inputs: (params: unknown) => ({
    schedule: port.schedule('The steps to take.'),
    latent: port.latent('Where to start: noise, or a latent with noise added.'),
    ...carriedPorts(params),
  }),
  outputs: (params: unknown) => ({
    step: port.step('The step that is being taken.'),
    latent: port.latent('The sample at this step.'),
    ...carriedPorts(params),
  }),
  params: z.object({
    zone: zoneSchema,
    carried: carriedListSchema.describe('Values besides the latent that each step hands to the next.'),
  }),
  async begin({ node, inputs, params, services }) {
    const schedule = inputs.schedule as Schedule;
    const latent = await startingLatent(node, schedule, inputs.latent as LatentValue, services);
    const carried: Record<string, unknown> = { latent };
    for (const { name } of params.carried) carried[name] = inputs[name];
    return {
      count: schedule.to - schedule.from,
      carried,
      stepOutputs: (index): Values => ({ step: stepAt(schedule, index) }),
      stepReadings: (index): StepReadings => readingsAt(schedule.entries[schedule.from + index]!),
    };
  },
});

/** @param index counted among the entries that run */
export function stepAt(schedule: Schedule, index: number): StepValue {
  const entry = schedule.entries[schedule.from + index]!;
  return { ...entry, index, count: schedule.to - schedule.from, schedule };
}

/** Sigma as in `NoiseLevel`: by the scheduler's own scaling. */
function readingsAt({ timestep, sigma }: NoiseLevel): StepReadings {
  return { timestep, sigma };
}

async function startingLatent(
  node: string,
  schedule: Schedule,
  latent: LatentValue,
  { ops }: NodeServices,
): Promise<LatentValue> {
  if (latent.level.kind === 'noised') return latent;
  if (latent.level.kind === 'clean') {
    throw new ProblemError({
      code: 'latent-without-noise',
      message: `Denoise Start '${node}' gets a clean latent: there is nothing to denoise in it.`,
      remedy: `Put Add Noise between what gives this latent and Denoise Start '${node}'.`,
      node,
      port: 'latent',
    });
  }
  if (schedule.from > 0) {
    throw new ProblemError({
      code: 'noise-on-late-start',
      message: `Denoise Start '${node}' gets pure noise, but its schedule leaves out the first ${schedule.from} of ${schedule.entries.length} steps.`,
      remedy:
        'Set the strength of Schedule to 1, and begin Slice Schedule at 0 where there is one; or add the noise to a picture: VAE Encode, then Add Noise.',
      node,
      port: 'latent',
    });
  }
  const { timestep, alpha, sigma } = schedule.entries[0]!;
  const scale = schedule.initNoiseSigma;
  const tensor = scale === 1 ? latent.tensor : await ops.combine([[scale, latent.tensor]]);
  return { ...latent, tensor, level: { kind: 'noised', timestep, alpha, sigma } };
}
