import { expect, it } from 'vitest';
import { followWithCrowd } from './support/event-crowd.ts';

it('tells 200 clients that are dropped 10 times each every event once, in 50 MB', async () => {
  const report = await followWithCrowd({ clients: 200, drops: 10, steps: 1000 }, 1);
  process.stdout.write(
    `${report.events} events, ${report.dropped} drops, server + ${report.growthMegabytes.toFixed(1)} MB\n`,
  );
  expect(report.gaps).toEqual([]);
  expect(report.dropped).toBe(2000);
  expect(report.growthMegabytes).toBeLessThan(50);
});
