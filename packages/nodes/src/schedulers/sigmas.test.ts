import { describe, expect, test } from 'vitest';
import { inverseBetaDistribution } from './beta-distribution.ts';
import {
  betaSigmas,
  checkSigmaChoice,
  exponentialSigmas,
  interpolate,
  karrasSigmas,
  sigmaTable,
  sigmaToTimestep,
} from './sigmas.ts';

describe('spacings of noise levels', () => {
  test.each([
    ['karras', karrasSigmas],
    ['exponential', exponentialSigmas],
    ['beta', betaSigmas],
  ])('%s falls from the largest to the smallest', (_, spacing) => {
    const sigmas = spacing(14.6, 0.03, 8);
    expect(sigmas).toHaveLength(8);
    expect(sigmas[0]).toBeCloseTo(14.6, 10);
    expect(sigmas.at(-1)).toBeCloseTo(0.03, 10);
    expect(sigmas.every((sigma, i) => i === 0 || sigma < sigmas[i - 1]!)).toBe(true);
  });

  test('exponential has a constant ratio', () => {
    [100, 10, 1].forEach((sigma, i) => {
      expect(exponentialSigmas(100, 1, 3)[i]).toBeCloseTo(sigma, 10);
    });
  });

  test('two at once are refused, by name', () => {
    expect(() => checkSigmaChoice({ use_karras_sigmas: true })).not.toThrow();
    expect(() => checkSigmaChoice({ use_karras_sigmas: true, use_beta_sigmas: true })).toThrowError(
      "Settings 'use_karras_sigmas' and 'use_beta_sigmas' are on together",
    );
  });
});

describe('the table of sigmas', () => {
  const table = sigmaTable([0.9, 0.5, 0.1]);

  test('holds noise-to-clean ratios', () => {
    [1 / 3, 1, 3].forEach((ratio, i) => {
      expect(table[i]).toBeCloseTo(ratio, 6);
    });
  });

  test('is interpolated, and held at its ends', () => {
    expect([-1, 0.5, 1, 7].map((position) => interpolate(table, position))).toEqual([
      table[0],
      (table[0]! + table[1]!) / 2,
      table[1],
      table[2],
    ]);
  });

  test('is inverted in log sigma, and held at its ends', () => {
    const logs = table.map(Math.log);
    expect(sigmaToTimestep(Math.sqrt(3), logs)).toBeCloseTo(1.5, 6);
    expect([1e-9, 1, 99].map((sigma) => sigmaToTimestep(sigma, logs))).toEqual([0, 1, 2]);
  });
});

describe('inverseBetaDistribution', () => {
  test.each([0, 0.01, 0.2, 0.5, 0.77, 0.999, 1])('is the arcsine law at shapes of one half (p = %s)', (p) => {
    expect(inverseBetaDistribution(p, 0.5, 0.5)).toBeCloseTo(Math.sin((p * Math.PI) / 2) ** 2, 9);
  });

  test.each([0.1, 0.5, 0.9])('is a power law where one shape is 1 (p = %s)', (p) => {
    expect(inverseBetaDistribution(p, 1, 3)).toBeCloseTo(1 - (1 - p) ** (1 / 3), 9);
    expect(inverseBetaDistribution(p, 3, 1)).toBeCloseTo(p ** (1 / 3), 9);
  });
});
