import { expect, it } from 'vitest';
import { oldestBeyond } from './oldest-beyond.ts';

const MINUTE_MS = 60_000;
const NOW = 1_000 * MINUTE_MS;

/** Assets of 100 bytes, by how long ago they were used. */
const aged = (...minutes: number[]) =>
  minutes.map((ago) => ({ hash: `${ago}`, sizeBytes: 100, usedAt: NOW - ago * MINUTE_MS }));

it.each([
  ['all that fit stay', [30, 20, 40], 300, []],
  ['the oldest go, as few as will do', [30, 20, 40, 50], 250, ['50', '40']],
  ['what was used just now stays, whatever it takes', [1, 2, 3, 40], 50, ['40']],
  ['nothing is nothing', [], 0, []],
])('%s', (_, ages, budgetBytes, gone) => {
  expect(oldestBeyond(aged(...ages), budgetBytes, NOW).map(({ hash }) => hash)).toEqual(gone);
});
