import { describe, expect, it } from 'vitest';
import { killRunners, killServers } from './support/kill-harness.ts';
import { temporaryHome } from './support/temporary-home.ts';

/** `SERVER_KILLS=200 RUNNER_KILLS=50 npm run test:long -- tests/server/kill` for more. */
const SERVER_KILLS = Number(process.env.SERVER_KILLS ?? 50);
const RUNNER_KILLS = Number(process.env.RUNNER_KILLS ?? 20);

describe('kill -9, many times', () => {
  it(`of the server ${SERVER_KILLS} times loses nothing`, async () => {
    const report = await killServers({ home: await temporaryHome(), kills: SERVER_KILLS, writer: 'store' });
    expect(report).toMatchObject({ lost: [], stuck: [], torn: [], broken: [], orphans: [] });
    expect(report.interruptions).toBeGreaterThan(SERVER_KILLS / 10);
  });

  it(`of runners ${RUNNER_KILLS} times: the next job starts within 5 s`, async () => {
    const waits = await killRunners({ home: await temporaryHome(), kills: RUNNER_KILLS });
    expect(waits).toHaveLength(RUNNER_KILLS);
    expect(Math.max(...waits)).toBeLessThan(5000);
  });
});
