import { z } from 'zod';
import { choiceAdopting, dynamicThresholding, finalSigmasType, sigmaChoice } from './settings.ts';

/** What Python writes for no clipping at all, in one spelling or another. */
const UNCLIPPED: readonly unknown[] = [Number.NEGATIVE_INFINITY, '-Infinity', '-inf'];

export const solverOrder = z
  .int()
  .min(1)
  .max(3)
  .default(2)
  .describe('Order of the method; 2 is best with guidance.');

export const flowSettings = {
  use_flow_sigmas: z
    .boolean()
    .default(false)
    .describe('Straight-line noise levels, for flow models.')
    .meta({ title: 'Flow sigmas' }),
  flow_shift: z.number().positive().default(1).describe('Shift of the flow sigmas towards noise.'),
};

/** The words of `algorithm_type`. */
export const ALGORITHM = {
  title: 'Algorithm',
  description:
    'What is extrapolated: the clean sample (++) or the noise; SDE draws fresh noise in each step.',
  labels: {
    'dpmsolver++': 'DPM++',
    dpmsolver: 'DPM',
    'sde-dpmsolver++': 'DPM++ SDE',
    'sde-dpmsolver': 'DPM SDE',
  },
};

/** Constructor arguments that both DPM-Solver classes have. */
export const dpmSolverSettings = {
  solver_order: solverOrder,
  ...dynamicThresholding,
  algorithm_type: choiceAdopting(['dpmsolver++', 'dpmsolver', 'sde-dpmsolver++', 'sde-dpmsolver'], {
    deis: 'dpmsolver++',
  })
    .default('dpmsolver++')
    .meta(ALGORITHM),
  solver_type: choiceAdopting(['midpoint', 'heun'], { logrho: 'midpoint', bh1: 'midpoint', bh2: 'midpoint' })
    .default('midpoint')
    .describe('Rule for steps of second order.'),
  ...sigmaChoice,
  final_sigmas_type: finalSigmasType,
  lambda_min_clipped: z
    .preprocess((value) => (UNCLIPPED.includes(value) ? null : value), z.number().nullable())
    .default(null)
    .describe('Leave out timesteps with a lower half log signal-to-noise ratio; −5.1 for cosine schedules.')
    .meta({ title: 'Lowest lambda' }),
};
