import { ProblemError } from '@latentgraph/graph-core';
import { inverseBetaDistribution } from './beta-distribution.ts';
import { linspace } from './spacing.ts';

export interface SigmaChoice {
  readonly use_karras_sigmas?: boolean;
  readonly use_exponential_sigmas?: boolean;
  readonly use_beta_sigmas?: boolean;
  readonly use_lu_lambdas?: boolean;
  readonly use_flow_sigmas?: boolean;
}

const CHOICES = [
  'use_karras_sigmas',
  'use_exponential_sigmas',
  'use_beta_sigmas',
  'use_lu_lambdas',
  'use_flow_sigmas',
] as const;

/** @throws ProblemError when two spacings of noise levels are asked for at once. */
export function checkSigmaChoice(config: SigmaChoice): void {
  const [, second] = CHOICES.filter((choice) => config[choice]);
  if (second === undefined) return;
  const chosen = CHOICES.filter((choice) => config[choice]).map((choice) => `'${choice}'`);
  throw new ProblemError({
    code: 'sigma-spacings-conflict',
    message: `Settings ${chosen.join(' and ')} are on together, but only one can space the noise levels.`,
    remedy: 'Turn all but one of them off.',
    param: second,
  });
}

/** Noise-to-clean ratio √((1 − ᾱ) / ᾱ) of every training timestep, in float32 as diffusers keeps it. */
export function sigmaTable(alphaBars: readonly number[]): readonly number[] {
  return alphaBars.map((alphaBar) =>
    Math.fround(Math.sqrt(Math.fround(Math.fround(1 - alphaBar) / alphaBar))),
  );
}

/** The table's value at a fractional index; ends are held. */
export function interpolate(table: readonly number[], position: number): number {
  const clamped = Math.min(Math.max(position, 0), table.length - 1);
  const low = Math.min(Math.floor(clamped), Math.max(table.length - 2, 0));
  const high = table[low + 1] ?? table[low]!;
  return table[low]! + (clamped - low) * (high - table[low]!);
}

/** The fractional training timestep of a sigma, linear in log sigma; ends are held. */
export function sigmaToTimestep(sigma: number, logTable: readonly number[]): number {
  const logSigma = Math.log(Math.max(sigma, 1e-10));
  const above = logTable.findIndex((entry) => entry > logSigma);
  const last = logTable.length - 2;
  const low = above === -1 ? last : Math.min(Math.max(above - 1, 0), last);
  const weight = (logTable[low]! - logSigma) / (logTable[low]! - logTable[low + 1]!);
  return low + Math.min(Math.max(weight, 0), 1);
}

/** Karras et al. 2022, equation 5, with rho = 7. */
export function karrasSigmas(max: number, min: number, count: number): number[] {
  const rho = 7;
  const from = max ** (1 / rho);
  const to = min ** (1 / rho);
  return linspace(0, 1, count).map((ramp) => (from + ramp * (to - from)) ** rho);
}

/** Evenly spaced in log sigma. Also the lambdas of Lu et al. 2022, which are minus log sigma. */
export function exponentialSigmas(max: number, min: number, count: number): number[] {
  return linspace(Math.log(max), Math.log(min), count).map(Math.exp);
}

/** Lee et al. 2024, "Beta Sampling is All You Need", with both shape parameters 0.6. */
export function betaSigmas(max: number, min: number, count: number): number[] {
  return linspace(0, 1, count).map((ramp) => min + inverseBetaDistribution(1 - ramp, 0.6, 0.6) * (max - min));
}

/**
 * Noise levels between two ends by the spacing that the config asks for.
 *
 * @returns `count` sigmas, descending, or null when it asks for none
 */
export function respacedSigmas(
  config: SigmaChoice,
  max: number,
  min: number,
  count: number,
): number[] | null {
  if (config.use_karras_sigmas) return karrasSigmas(max, min, count);
  if (config.use_exponential_sigmas || config.use_lu_lambdas) return exponentialSigmas(max, min, count);
  if (config.use_beta_sigmas) return betaSigmas(max, min, count);
  return null;
}
