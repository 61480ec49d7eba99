import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import { CLEAN_LEVEL } from '../../contract/latent-levels.ts';
import type { LatentValue, SeedValue, StepValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { createStream, type NoiseStream } from '../../random/stream.ts';
import { findScheduler } from '../../schedulers/registry.ts';
import type { SchedulerDefinition, Solver } from '../../schedulers/scheduler.ts';
import { predictionKindOf } from './prediction-kind.ts';

interface StepState {
  readonly solver: Solver;
  readonly stream: NoiseStream | null;
  dispose(): void;
}

export const schedulerStep = defineNode({
  type: 'SchedulerStep',
  version: 1,
  title: 'Scheduler Step',
  category: 'Denoising',
  summary: "Moves the latent one step along the schedule, using the model's prediction.",
  inputs: {
    step: port.step('The step to take; from Denoise Start.'),
    latent: port.latent('The noisy sample at this step; from Denoise Start.'),
    prediction: port.prediction('What the UNet (or Guidance) predicted.'),
    seed: port.seed('For schedulers that draw noise: Noise.seed.', { optional: true }),
  },
  outputs: {
    latent: port.latent('The sample at the next step.'),
    denoised: port.latent('The clean sample that the model now foresees; useful for previews.'),
  },
  params: z.object({
    eta: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe("How much noise to add in each step, where the scheduler can; unset is the scheduler's own.")
      .meta({ advanced: true }),
  }),
  state: ({ node, inputs, params }): StepState => createState(node, inputs.step, params.eta, inputs.seed),
  async run({ node, inputs: { step, latent, prediction }, params, state, services: { ops } }) {
    const { schedule } = step;
    if (prediction.kind !== predictionKindOf(schedule)) {
      throw new ProblemError({
        code: 'prediction-kind-mismatch',
        message: `Scheduler Step '${node}' gets a prediction of kind ${prediction.kind}, but the scheduler '${schedule.scheduler}' takes ${predictionKindOf(schedule)}.`,
        remedy: 'Choose a scheduler for such models, or set the prediction type in Schedule.',
        node,
        port: 'prediction',
      });
    }
    const { dims } = latent.tensor;
    const result = await state.solver.step({
      ops,
      index: schedule.from + step.index,
      sample: latent.tensor,
      prediction: prediction.tensor,
      noise: () => ops.upload(streamOf(state, node).draw(dims), dims),
      ...(params.eta === undefined ? {} : { eta: params.eta }),
    });
    return {
      latent: { ...latent, tensor: result.sample, level: levelAfter(step) },
      denoised: { ...latent, tensor: result.denoised, level: CLEAN_LEVEL },
    };
  },
});

function createState(
  node: string,
  { schedule }: StepValue,
  eta: number | undefined,
  seed: SeedValue | undefined,
): StepState {
  const definition = findScheduler(schedule.scheduler)!;
  if (!seed && drawsNoise(definition, schedule.config, eta)) throw seedMissing(node, definition.title);
  const solver = definition.createSolver(schedule);
  return { solver, stream: seed ? createStream(seed) : null, dispose: () => solver.dispose() };
}

function drawsNoise(definition: SchedulerDefinition, config: unknown, eta: number | undefined): boolean {
  return definition.drawsNoise(config as never, eta);
}

function streamOf({ stream }: StepState, node: string): NoiseStream {
  if (!stream) throw seedMissing(node, 'the scheduler');
  return stream;
}

function seedMissing(node: string, scheduler: string): ProblemError {
  return new ProblemError({
    code: 'seed-missing',
    message: `Scheduler Step '${node}' has no wire at 'seed', but ${scheduler} draws noise in its steps.`,
    remedy: "Wire the 'seed' of Noise to it, so that the same seed gives the same picture.",
    node,
    port: 'seed',
  });
}

function levelAfter({ next }: StepValue): LatentValue['level'] {
  return next ? { kind: 'noised', ...next } : CLEAN_LEVEL;
}
