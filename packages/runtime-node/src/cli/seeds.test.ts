import { expect, it } from 'vitest';
import { settleSeeds } from './seeds.ts';
import { smallRegistry, workflow } from './testing/workflow.ts';

const document = workflow(
  {
    start: { type: 'Seed', params: { value: 7 } },
    counting: { type: 'Seed', params: { value: 20, policy: 'increment' } },
    wired: { type: 'Noise', params: { seed: 1 } },
    free: { type: 'Noise' },
    odd: { type: 'Unknown', params: { seed: 3 } },
  },
  [['start.value', 'wired.seed']],
);

function settle(set: Record<string, unknown>, seed?: bigint) {
  return settleSeeds(document, smallRegistry, set, seed);
}

it('leaves fixed seeds to the file, and counts from the value in the file', () => {
  expect(settle({})).toEqual({
    overrides: { 'counting.value': 20, 'counting.policy': 'fixed' },
    used: [
      { name: 'start.value', value: 7 },
      { name: 'counting.value', value: 20 },
      { name: 'free.seed', value: 5 },
    ],
  });
});

it('gives --seed to every Seed node and every seed without a wire', () => {
  expect(settle({}, 42n).overrides).toEqual({
    'start.value': 42,
    'counting.value': 42,
    'counting.policy': 'fixed',
    'free.seed': 42,
  });
});

it('keeps seeds above 2^53 exact', () => {
  expect(settle({}, 2n ** 64n - 1n).overrides['free.seed']).toBe('18446744073709551615');
  expect(settle({}, 2n ** 53n - 1n).overrides['free.seed']).toBe(9007199254740991);
});

it('puts --set above --seed, also over a wire', () => {
  const { overrides, used } = settle({ 'free.seed': 8, 'wired.seed': 9 }, 42n);
  expect(overrides).toMatchObject({ 'free.seed': 8, 'wired.seed': 9, 'start.value': 42 });
  expect(used.map(({ name, value }) => `${name} ${value}`)).toEqual([
    'start.value 42',
    'counting.value 42',
    'wired.seed 9',
    'free.seed 8',
  ]);
});

it('draws a new seed for the policy random, and fixes it', () => {
  const draw = () => settle({ 'start.policy': 'random' }).overrides;
  const [one, other] = [draw(), draw()];
  expect(one['start.policy']).toBe('fixed');
  expect(one['start.value']).toSatisfy(
    (value: unknown) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32,
  );
  expect(one['start.value']).not.toBe(other['start.value']);
});
