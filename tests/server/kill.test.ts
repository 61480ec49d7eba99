import { describe, expect, it } from 'vitest';
import { killRunners, killServers } from './support/kill-harness.ts';
import { temporaryHome } from './support/temporary-home.ts';

const NOTHING_AMISS = { lost: [], stuck: [], torn: [], broken: [], orphans: [] };

describe('kill -9', () => {
  it('of the server while it takes, runs and saves jobs loses none', { timeout: 300_000 }, async () => {
    const report = await killServers({ home: await temporaryHome(), kills: 3, writer: 'store' });
    expect(report).toMatchObject(NOTHING_AMISS);
    // All of a round's eight jobs, and then at least the one that was running.
    expect(report.accepted).toBeGreaterThanOrEqual(10);
    expect(report.interruptions).toBeGreaterThan(0);
  });

  it('tears files that are written plainly: the same kills do harm', { timeout: 300_000 }, async () => {
    const { torn } = await killServers({ home: await temporaryHome(), kills: 2, writer: 'plain' });
    expect(torn.length).toBeGreaterThan(0);
  });

  it('of a runner: the next job starts, its own can be cancelled', { timeout: 300_000 }, async () => {
    const waits = await killRunners({ home: await temporaryHome(), kills: 3 });
    expect(waits).toHaveLength(3);
  });
});
