import { expect, it } from 'vitest';
import { timeText } from './time-text.ts';

it('writes milliseconds, and seconds where there are some', () => {
  expect([0.04, 9.94, 9.96, 43.4, 999.4, 999.6, 1449, 61_000].map(timeText)).toEqual([
    '0.0 ms',
    '9.9 ms',
    '10 ms',
    '43 ms',
    '999 ms',
    '1.0 s',
    '1.4 s',
    '1 min 01 s',
  ]);
});
