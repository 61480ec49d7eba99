import { describe, expect, test } from 'vitest';
import { alphasCumprod, alphasCumprodAboveZero, type BetaConfig } from './betas.ts';

const stableDiffusion: BetaConfig = {
  num_train_timesteps: 1000,
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  trained_betas: null,
};

describe('alphasCumprod', () => {
  test('falls from one beta below 1 to what Stable Diffusion ends at', () => {
    const table = alphasCumprod(stableDiffusion);
    expect(table).toHaveLength(1000);
    expect(table[0]).toBeCloseTo(0.99915, 6);
    expect(table.at(-1)).toBeCloseTo(0.00466, 5);
    expect(table.every((value, i) => i === 0 || value < table[i - 1]!)).toBe(true);
  });

  test('takes trained betas as they are', () => {
    const table = alphasCumprod({ ...stableDiffusion, trained_betas: [0.5, 0.5, 0.75] });
    expect(table).toEqual([0.5, 0.25, 0.0625]);
  });

  test('follows a squared cosine, with betas of at most 0.999', () => {
    const table = alphasCumprod({ ...stableDiffusion, beta_schedule: 'squaredcos_cap_v2' });
    expect(table[499]).toBeCloseTo(Math.cos(((0.508 / 1.008) * Math.PI) / 2) ** 2, 3);
    expect(table.at(-1)! / table.at(-2)!).toBeCloseTo(0.001, 6);
  });

  test('ends at 0 when rescaled to zero terminal SNR, and keeps its first value', () => {
    const table = alphasCumprod({ ...stableDiffusion, rescale_betas_zero_snr: true });
    expect(table[0]).toBeCloseTo(0.99915, 6);
    expect(table.at(-1)).toBe(0);
    expect(alphasCumprodAboveZero({ ...stableDiffusion, rescale_betas_zero_snr: true }).at(-1)).toBe(
      2 ** -24,
    );
  });

  test('refuses to rescale betas under which the signal does not fall', () => {
    const flat = { ...stableDiffusion, trained_betas: [0.5], rescale_betas_zero_snr: true };
    expect(() => alphasCumprod(flat)).toThrowError(/rescale_betas_zero_snr/);
  });
});
