import { ProblemError } from '@latentgraph/graph-core';
import type { DpmLevel } from './dpm-ladder.ts';

export type DpmAlgorithm = 'dpmsolver' | 'dpmsolver++' | 'sde-dpmsolver' | 'sde-dpmsolver++';
export type DpmRule = 'midpoint' | 'heun';

/** Weights of one update; `outputs` go with the model outputs, newest first. */
export interface DpmWeights {
  readonly sample: number;
  readonly outputs: readonly number[];
  readonly noise: number;
}

/**
 * Weights on the divided differences of the model output that an update is made of: its value D0, its slope D1 and
 * (third order) its curvature D2 in lambda.
 */
interface DifferenceWeights {
  readonly sample: number;
  readonly value: number;
  /** Second order by midpoint rule. */
  readonly midpointSlope: number;
  readonly heunSlope: number;
  readonly curvature: number;
  readonly noise: number;
}

type Difference = (t: DpmLevel, s: DpmLevel, h: number) => DifferenceWeights;

/**
 * The exponential integrators of DPM-Solver (Lu et al. 2022, over noise) and DPM-Solver++ (Lu et al. 2022b, over the
 * clean sample) with their SDE variants, from level s to level t over h = lambda_t − lambda_s; as in diffusers'
 * DPMSolverMultistepScheduler. h is infinite when t is free of noise; only `value` may be used then.
 */
const DIFFERENCES: Readonly<Record<DpmAlgorithm, Difference>> = {
  'dpmsolver++'(t, s, h) {
    const decay = Math.expm1(-h);
    return {
      sample: t.sigma / s.sigma,
      value: -t.alpha * decay,
      midpointSlope: -0.5 * t.alpha * decay,
      heunSlope: t.alpha * (decay / h + 1),
      curvature: -t.alpha * ((decay + h) / h ** 2 - 0.5),
      noise: 0,
    };
  },
  dpmsolver(t, s, h) {
    const growth = Math.expm1(h);
    return {
      sample: t.alpha / s.alpha,
      value: -t.sigma * growth,
      midpointSlope: -0.5 * t.sigma * growth,
      heunSlope: -t.sigma * (growth / h - 1),
      curvature: -t.sigma * ((growth - h) / h ** 2 - 0.5),
      noise: 0,
    };
  },
  'sde-dpmsolver++'(t, s, h) {
    const decay = Math.expm1(-2 * h);
    return {
      sample: (t.sigma / s.sigma) * Math.exp(-h),
      value: -t.alpha * decay,
      midpointSlope: -0.5 * t.alpha * decay,
      heunSlope: t.alpha * (decay / (2 * h) + 1),
      // diffusers' sign of the half: this weight does not vanish with h, as that of the deterministic method does.
      curvature: -t.alpha * ((decay + 2 * h) / (2 * h) ** 2 + 0.5),
      noise: t.sigma * Math.sqrt(-decay),
    };
  },
  'sde-dpmsolver'(t, s, h) {
    const growth = Math.expm1(h);
    return {
      sample: t.alpha / s.alpha,
      value: -2 * t.sigma * growth,
      midpointSlope: -t.sigma * growth,
      heunSlope: -2 * t.sigma * (growth / h - 1),
      // diffusers takes no third order of this one.
      curvature: Number.NaN,
      noise: t.sigma * Math.sqrt(Math.expm1(2 * h)),
    };
  },
};

function differenceWeights(algorithm: DpmAlgorithm, t: DpmLevel, s: DpmLevel): DifferenceWeights {
  return DIFFERENCES[algorithm](t, s, t.lambda - s.lambda);
}

/**
 * The multistep update of an order of 1 to 3.
 *
 * @param levels the target, then the levels of the model outputs, newest first: order + 1 of them
 */
export function multistepWeights(
  algorithm: DpmAlgorithm,
  rule: DpmRule,
  levels: readonly DpmLevel[],
): DpmWeights {
  const [target, newest, second, third] = levels;
  const weights = differenceWeights(algorithm, target!, newest!);
  const { sample, value, noise } = weights;
  if (second === undefined) return { sample, outputs: [value], noise };

  const h = target!.lambda - newest!.lambda;
  const r0 = (newest!.lambda - second.lambda) / h;
  if (third === undefined) {
    const slope = (rule === 'midpoint' ? weights.midpointSlope : weights.heunSlope) / r0;
    return { sample, outputs: [value + slope, -slope], noise };
  }

  const r1 = (second.lambda - third.lambda) / h;
  // D1 = (1 + r0 / (r0 + r1)) · D10 − r0 / (r0 + r1) · D11 and D2 = (D10 − D11) / (r0 + r1), where D10 and D11 are
  // the slopes between neighbouring outputs.
  const bend = (weights.heunSlope * r0 + weights.curvature) / (r0 + r1);
  const newerSlope = (weights.heunSlope + bend) / r0;
  const olderSlope = -bend / r1;
  return { sample, outputs: [value + newerSlope, olderSlope - newerSlope, -olderSlope], noise };
}

/**
 * The singlestep update of an order of 1 to 3, from the level of the oldest model output.
 *
 * @param levels the target, then the levels of the model outputs, newest first: order + 1 of them
 */
export function singlestepWeights(
  algorithm: DpmAlgorithm,
  rule: DpmRule,
  levels: readonly DpmLevel[],
): DpmWeights {
  const [target, newest, second, third] = levels;
  const start = levels.at(-1)!;
  const weights = differenceWeights(algorithm, target!, start);
  const { sample, value, noise } = weights;
  if (second === undefined) return { sample, outputs: [value], noise };

  const h = target!.lambda - start.lambda;
  const r0 = (newest!.lambda - start.lambda) / h;
  if (third === undefined) {
    const slope = (rule === 'midpoint' ? weights.midpointSlope : weights.heunSlope) / r0;
    return { sample, outputs: [slope, value - slope], noise };
  }
  // Slopes from the start to the newest and to the second output; the midpoint rule takes the newest one alone.
  if (rule === 'midpoint') {
    const slope = weights.heunSlope / r0;
    return { sample, outputs: [slope, 0, value - slope], noise };
  }
  const r1 = (second.lambda - start.lambda) / h;
  const newerSlope = (-r1 * weights.heunSlope + 2 * weights.curvature) / ((r0 - r1) * r0);
  const olderSlope = (r0 * weights.heunSlope - 2 * weights.curvature) / ((r0 - r1) * r1);
  return { sample, outputs: [newerSlope, olderSlope, value - newerSlope - olderSlope], noise };
}

/** @throws ProblemError for combinations that diffusers refuses too. */
export function checkDpmAlgorithm(config: {
  readonly algorithm_type: DpmAlgorithm;
  readonly final_sigmas_type: 'zero' | 'sigma_min';
}): void {
  const overNoise = config.algorithm_type === 'dpmsolver' || config.algorithm_type === 'sde-dpmsolver';
  if (!overNoise || config.final_sigmas_type !== 'zero') return;
  throw new ProblemError({
    code: 'final-sigma-zero-impossible',
    message: `Setting 'final_sigmas_type' is 'zero', which algorithm '${config.algorithm_type}' cannot step to.`,
    remedy: "Set 'final_sigmas_type' to 'sigma_min', or 'algorithm_type' to 'dpmsolver++'.",
    param: 'final_sigmas_type',
  });
}
