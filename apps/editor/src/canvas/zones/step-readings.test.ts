import { expect, it } from 'vitest';
import { readingText, shortReadings, spokenReadings } from './step-readings.ts';

it('writes what a step goes by short, and in words', () => {
  expect(shortReadings({ timestep: 981, sigma: 14.6146 })).toBe('t 981 · σ 14.6');
  expect(spokenReadings({ timestep: 981, sigma: 14.6146 })).toBe('timestep 981, sigma 14.6');
  expect([shortReadings({}), spokenReadings({})]).toEqual(['', '']);
});

it.each([
  [0, '0'],
  [1, '1'],
  [951.25, '951'],
  [0.029168, '0.0292'],
  [0.99997, '1.00'],
  [4096.3, '4096'],
])('writes %d as %s', (value, text) => {
  expect(readingText(value)).toBe(text);
});
