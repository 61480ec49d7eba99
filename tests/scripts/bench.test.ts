import { expect, it } from 'vitest';
import { smokeOf } from './bench-smoke.ts';

it('runs one small round of every measure', { timeout: 300_000 }, () => {
  const { status, stderr, values } = smokeOf([]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(values).not.toEqual([]);
  expect(values.filter((value) => !Number.isFinite(value))).toEqual([]);
});
