import { ProblemError } from '@latentgraph/graph-core';

export type TimestepSpacing = 'linspace' | 'leading' | 'trailing';

export interface SpacingConfig {
  readonly num_train_timesteps: number;
  readonly timestep_spacing: TimestepSpacing;
  readonly steps_offset: number;
}

/** @throws ProblemError unless `steps` is a whole number from 1 to the training timesteps. */
export function checkSteps(steps: number, trainTimesteps: number): void {
  if (Number.isInteger(steps) && steps >= 1 && steps <= trainTimesteps) return;
  throw new ProblemError({
    code: 'steps-out-of-range',
    message: `Setting 'steps' is ${steps}, but must be a whole number from 1 to ${trainTimesteps}.`,
    remedy: 'Choose a number of steps in that range; 20 to 30 is usual.',
    param: 'steps',
  });
}

/**
 * Timesteps from noisy to clean, one a step (Lin et al. 2023, table 2). Linspace is fractional here.
 *
 * Trailing gives exactly `steps` values; for some counts (61, 103 …) rounding makes diffusers' arange add a stray
 * one at −1.
 */
export function spacedTimesteps(config: SpacingConfig, steps: number): number[] {
  const total = config.num_train_timesteps;
  switch (config.timestep_spacing) {
    case 'linspace':
      return linspace(0, total - 1, steps).reverse();
    case 'leading':
      return Array.from(
        { length: steps },
        (_, i) => i * Math.floor(total / steps) + config.steps_offset,
      ).reverse();
    case 'trailing':
      return trailing(total, total, steps);
  }
}

/**
 * Timesteps of the DPM-Solver family: one more point is laid out and the cleanest dropped.
 *
 * @param last how many training timesteps are used, counted from the clean end
 */
export function innerTimesteps(config: SpacingConfig, steps: number, last: number): number[] {
  switch (config.timestep_spacing) {
    case 'linspace':
      return linspace(0, last - 1, steps + 1)
        .map(roundHalfEven)
        .reverse()
        .slice(0, -1);
    case 'leading':
      return Array.from(
        { length: steps + 1 },
        (_, i) => i * Math.floor(last / (steps + 1)) + config.steps_offset,
      )
        .reverse()
        .slice(0, -1);
    case 'trailing':
      return trailing(last, config.num_train_timesteps, steps);
  }
}

function trailing(from: number, total: number, steps: number): number[] {
  const ratio = total / steps;
  const count = Math.min(steps, Math.ceil(from / ratio));
  return Array.from({ length: count }, (_, i) => roundHalfEven(from - i * ratio) - 1);
}

/** `count` evenly spaced numbers from start to end, both included. */
export function linspace(start: number, end: number, count: number): number[] {
  if (count === 1) return [start];
  const step = (end - start) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? end : start + i * step));
}

/** Rounds halves to the even neighbour, as NumPy does. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
