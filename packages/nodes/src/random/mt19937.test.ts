import { describe, expect, test } from 'vitest';
import { Mt19937 } from './mt19937.ts';

describe('Mt19937', () => {
  test('gives the numbers that the C++ standard states for mt19937', () => {
    const twister = new Mt19937(5489n);
    expect(twister.next()).toBe(3499211612);
    twister.skip(9998);
    expect(twister.next()).toBe(4123659995);
  });

  test('counts only the low 32 bits of the seed', () => {
    expect(new Mt19937(5489n + 2n ** 32n).next()).toBe(3499211612);
  });

  test.each([0, 1, 623, 624, 625, 1247, 1248, 5000])('skip(%i) is that many calls of next', (count) => {
    const skipped = new Mt19937(7n);
    const called = new Mt19937(7n);
    skipped.next();
    called.next();
    skipped.skip(count);
    for (let i = 0; i < count; i++) called.next();
    expect([skipped.next(), skipped.next()]).toEqual([called.next(), called.next()]);
  });
});
