import { describe, expect, test } from 'vitest';
import { checkSteps, innerTimesteps, roundHalfEven, spacedTimesteps } from './spacing.ts';

const config = { num_train_timesteps: 1000, steps_offset: 1 };

describe('spacedTimesteps', () => {
  test('lays out the three spacings of Lin et al., table 2', () => {
    expect(spacedTimesteps({ ...config, timestep_spacing: 'linspace' }, 5)).toEqual([
      999, 749.25, 499.5, 249.75, 0,
    ]);
    expect(spacedTimesteps({ ...config, timestep_spacing: 'leading' }, 5)).toEqual([801, 601, 401, 201, 1]);
    expect(spacedTimesteps({ ...config, timestep_spacing: 'trailing' }, 5)).toEqual([
      999, 799, 599, 399, 199,
    ]);
  });

  test('gives as many trailing timesteps as asked, for every count', () => {
    for (let steps = 1; steps <= 1000; steps++) {
      const timesteps = spacedTimesteps({ ...config, timestep_spacing: 'trailing' }, steps);
      expect(timesteps).toHaveLength(steps);
      expect(timesteps.at(-1)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('innerTimesteps', () => {
  test('leaves the cleanest point out', () => {
    expect(innerTimesteps({ ...config, timestep_spacing: 'linspace' }, 5, 1000)).toEqual([
      999, 799, 599, 400, 200,
    ]);
    expect(innerTimesteps({ ...config, timestep_spacing: 'leading' }, 5, 1000)).toEqual([
      831, 665, 499, 333, 167,
    ]);
  });

  test('starts below timesteps that are clipped', () => {
    expect(innerTimesteps({ ...config, timestep_spacing: 'linspace' }, 2, 901)).toEqual([900, 450]);
    expect(innerTimesteps({ ...config, timestep_spacing: 'trailing' }, 2, 900)).toEqual([899, 399]);
  });
});

describe('checkSteps', () => {
  test.each([0, -1, 2.5, 1001, Number.NaN])('refuses %s steps', (steps) => {
    expect(() => checkSteps(steps, 1000)).toThrowError(
      `Setting 'steps' is ${steps}, but must be a whole number from 1 to 1000. Choose a number of steps in that range; 20 to 30 is usual.`,
    );
  });
});

test('roundHalfEven rounds halves to the even neighbour', () => {
  expect([0.5, 1.5, 2.5, 499.5, 2.4, 2.6].map(roundHalfEven)).toEqual([0, 2, 2, 500, 2, 3]);
});
