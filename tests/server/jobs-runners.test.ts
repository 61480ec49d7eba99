import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { WorkflowDocument } from '@latentgraph/graph-core';
import { createJobService, type JobServiceOptions } from '@latentgraph/runtime-node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { allEvents } from './support/kill-harness.ts';
import { temporaryHome } from './support/temporary-home.ts';

const runnerScript = join(import.meta.dirname, 'support/broken-runner.mjs');

/** A service whose runners do what a workflow's name says. */
async function brokenService(options: Partial<JobServiceOptions> = {}) {
  const home = options.home ?? (await temporaryHome());
  const service = await createJobService({ home, devices: ['cpu'], runnerScript, ...options });
  onTestFinished(() => service.close(0));
  return service;
}

function named(name: string): { readonly document: WorkflowDocument } {
  const graphs = { main: { nodes: {}, edges: [] } };
  return { document: { format: 'latentgraph', version: 1, name, graphs } };
}

describe('a runner that dies of its job', () => {
  it.each<[string, string, NonNullable<JobServiceOptions['times']>]>([
    ['crash', 'runner-crashed', {}],
    ['exit', 'runner-crashed', {}],
    ['hang', 'runner-hung', { silenceMs: 400 }],
    ['stall', 'runner-stalled', { stallMs: 400 }],
    ['run out of memory', 'runner-out-of-memory', {}],
    ['talk nonsense', 'runner-crashed', {}],
  ])(
    '%s: tried once more, then quarantined with its reason, and a fresh runner works on',
    async (deed, code, times) => {
      const service = await brokenService({ times });
      const id = await service.submit(named(deed));
      const next = await service.submit(named('work'));
      const events = await allEvents(service, id);
      expect(events.map(({ type }) => type)).toEqual([
        ...['queued', 'started', 'warning', 'queued', 'started', 'failed'],
      ]);
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await service.job(id)).toMatchObject({
        ...{ state: 'failed', attempts: 2 },
        problems: [{ code, severity: 'error' }, { code: 'job-quarantined' }],
      });
      expect((await allEvents(service, next)).at(-1)?.type).toBe('finished');
      expect(service.metrics().runners).toMatchObject([{ restarts: 2 }]);
    },
  );
});

describe('a runner', () => {
  it.runIf(process.platform === 'linux')('is the first to go when memory runs out', async () => {
    const service = await createJobService({ home: await temporaryHome(), devices: ['cpu'] });
    onTestFinished(() => service.close(0));
    const runner = () => service.metrics().runners[0]!;
    await expect.poll(() => runner().state, { timeout: 20_000 }).toBe('idle');
    expect(await readFile(`/proc/${runner().pid}/oom_score_adj`, 'utf8')).toBe('1000\n');
  });

  it('that will not cancel is ended after the grace period; the job is cancelled', async () => {
    const service = await brokenService({ cancelGraceMs: 300 });
    const id = await service.submit(named('ignore cancelling'));
    for await (const event of service.events(id)) if (event.type === 'stepFinished') break;
    const cancelledAt = performance.now();
    await service.cancel(id);
    expect((await allEvents(service, id)).at(-1)?.type).toBe('cancelled');
    expect(performance.now() - cancelledAt).toBeGreaterThan(250);
    const next = await service.submit(named('work'));
    expect((await allEvents(service, next)).at(-1)?.type).toBe('finished');
  });

  it('does not get a cancelled job again when its server is killed meanwhile', async () => {
    const home = await temporaryHome();
    const server = fork(join(import.meta.dirname, 'support/cancel-and-die.mjs'), { execArgv: [] });
    server.send({ home, runnerScript, request: named('ignore cancelling') });
    const [[id]] = await Promise.all([once(server, 'message'), once(server, 'close')]);
    const service = await brokenService({ home });
    expect(await service.job(id)).toMatchObject({ state: 'cancelled', attempts: 1 });
  });

  it('is ended when its job runs too long or takes too many steps', async () => {
    const long = await brokenService({ cancelGraceMs: 100, limits: { runMs: 300 } });
    const tooLong = await long.submit(named('stall'));
    expect((await allEvents(long, tooLong)).at(-1)).toMatchObject({ problems: [{ code: 'job-too-long' }] });
    const steps = await brokenService({ cancelGraceMs: 100, limits: { steps: 5 } });
    const tooMany = await steps.submit(named('ignore cancelling'));
    expect((await allEvents(steps, tooMany)).at(-1)).toMatchObject({
      ...{ type: 'failed', problems: [{ code: 'job-too-many-steps' }] },
    });
  });

  it('works beside others, one job each', async () => {
    const service = await brokenService({ runners: 2, cancelGraceMs: 50 });
    const ids = [];
    for (let count = 0; count < 3; count += 1) ids.push(await service.submit(named('stall')));
    while (service.metrics().running < 2) await setTimeout(10);
    await setTimeout(100);
    expect(service.metrics()).toMatchObject({ running: 2, queued: 1 });
    await service.cancel(ids[0]!);
    while (service.metrics().queued > 0) await setTimeout(10);
    expect(service.metrics()).toMatchObject({ running: 2, queued: 0, cancelled: 1 });
  });

  it('works in an empty folder of its own, which goes with it', async () => {
    const home = await temporaryHome();
    const service = await createJobService({ home, devices: ['cpu'], runnerScript });
    const scratch = join(home, 'cache/runners');
    const [folder] = await readdir(scratch);
    expect(await readdir(join(scratch, folder!))).toEqual([]);
    await service.close(0);
    while ((await readdir(scratch)).length > 0) await setTimeout(10);
  });
});
