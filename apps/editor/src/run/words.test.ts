import { expect, it } from 'vitest';
import { bytesText, durationText, partText, timeLeftText } from './words.ts';

it('says durations as exactly as they matter', () => {
  expect([40, 9_940, 9_960, 59_600, 61_000, 3_600_000, 8_040_000].map(durationText)).toEqual([
    ...['0.0 s', '9.9 s', '10 s', '1 min 00 s', '1 min 01 s', '1 h 00 min', '2 h 14 min'],
  ]);
});

it('rounds time left up', () => {
  expect([200, 1_200, 59_001, 61_000, 3_600_000].map(timeLeftText)).toEqual([
    ...['about 1 s left', '2 s left', '60 s left', '2 min left', '1 h 00 min left'],
  ]);
});

it('says sizes in one unit', () => {
  expect([900, 12_400, 8_300_000, 12_000_000, 1_700_000_000].map(bytesText)).toEqual([
    ...['1 kB', '12 kB', '8.3 MB', '12 MB', '1.7 GB'],
  ]);
  expect(partText(700_000, 8_300_000)).toBe('0.7 of 8.3 MB');
  expect(partText(3_600_000, 12_000_000)).toBe('4 of 12 MB');
});
