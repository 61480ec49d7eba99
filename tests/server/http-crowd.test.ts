import { expect, it } from 'vitest';
import { followWithCrowd } from './support/event-crowd.ts';

it('tells a crowd that keeps losing its connections every event once', { timeout: 60_000 }, async () => {
  const { gaps, dropped, events, growthMegabytes } = await followWithCrowd({
    clients: 40,
    drops: 4,
    steps: 200,
  });
  expect(gaps).toEqual([]);
  expect(events).toBeGreaterThan(200);
  expect(dropped).toBe(160);
  expect(growthMegabytes).toBeLessThan(50);
});
