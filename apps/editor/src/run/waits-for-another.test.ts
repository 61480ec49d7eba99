import { expect, test } from 'vitest';
import { waitsForAnother } from './waits-for-another.ts';

const QUEUE = [
  { key: 'a', place: 'Server', state: 'running' },
  { key: 'b', place: 'This browser', state: 'queued' },
  { key: 'c', place: 'Server', state: 'queued' },
  { key: 'd', place: 'Server', state: 'running' },
] as const;

test('a run waits for those that were asked for before it, at its own place', () => {
  expect(QUEUE.filter((run) => waitsForAnother(run, QUEUE)).map(({ key }) => key)).toEqual(['c']);
});
