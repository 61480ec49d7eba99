import type { RunEvent } from '@latentgraph/graph-core';
import { createJobService, createLocalRuntime, type JobServiceOptions } from '@latentgraph/runtime-node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runWorkflow } from '../support/run-workflow.ts';
import { allEvents } from './support/kill-harness.ts';
import { MODELS, microRequest } from './support/micro-job.ts';
import { temporaryHome } from './support/temporary-home.ts';

async function microService(options: Partial<JobServiceOptions> = {}) {
  const home = options.home ?? (await temporaryHome());
  const service = await createJobService({
    ...{ home, modelsDirectory: MODELS, devices: ['cpu'], threads: 1 },
    ...options,
  });
  onTestFinished(() => service.close(0));
  return service;
}

const LONG = { 'schedule.steps': 500 };

describe('the job service', () => {
  it('paints the bytes that a run in one process paints', async () => {
    const service = await microService();
    const local = await createLocalRuntime({
      ...{ home: await temporaryHome(), modelsDirectory: MODELS, device: 'cpu', threads: 1 },
    });
    onTestFinished(() => local.close());
    const request = microRequest({ 'noise.seed': 42 });
    const [byService, inProcess] = [await runWorkflow(service, request), await runWorkflow(local, request)];
    expect(byService.state).toBe('finished');
    expect(byService.outputs).toEqual(inProcess.outputs);
    const stored = byService.events.filter(({ type }) => type !== 'preview');
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => index + 1));
    expect(stored.map(({ type }) => type)).toEqual(inProcess.events.map(({ type }) => type));
  });

  it('shows previews to those who listen, and stores none', async () => {
    const service = await microService();
    const id = await service.submit(microRequest({ 'schedule.steps': 8 }));
    const previews: (RunEvent & { type: 'preview' })[] = [];
    for await (const event of service.events(id)) {
      if (event.type !== 'preview') continue;
      previews.push(event);
      expect((await service.assets.get(event.asset))?.mediaType).toBe('image/png');
    }
    expect(previews.length).toBeGreaterThan(0);
    for await (const event of service.events(id)) expect(event.type).not.toBe('preview');
  });

  it('cancels a running job between steps, and a waiting one at once', async () => {
    const service = await microService();
    const running = await service.submit(microRequest(LONG));
    const waiting = await service.submit(microRequest());
    for await (const event of service.events(running)) if (event.type === 'stepFinished') break;
    await service.cancel(waiting);
    await service.cancel(running);
    expect((await allEvents(service, waiting)).map(({ type }) => type)).toEqual(['queued', 'cancelled']);
    expect((await allEvents(service, running)).at(-1)?.type).toBe('cancelled');
    expect(service.metrics().runners).toMatchObject([{ restarts: 0 }]);
    await service.cancel(running);
    await expect(service.cancel('nobody')).rejects.toMatchObject({ problem: { code: 'run-unknown' } });
    expect(() => service.events('nobody')).toThrow("There is no job 'nobody'");
  });

  it('fails a job whose workflow is wrong with what is wrong, and runs the next', async () => {
    const service = await microService();
    const wrong = await service.submit(microRequest({ 'checkpoint.model': 'nobody' }));
    const right = await service.submit(microRequest());
    expect((await allEvents(service, wrong)).map(({ type }) => type)).toEqual(['queued', 'failed']);
    expect(await service.job(wrong)).toMatchObject({
      problems: [{ code: 'model-unknown', node: 'checkpoint' }],
    });
    expect((await allEvents(service, right)).at(-1)?.type).toBe('finished');
  });

  it('refuses what is too large before it is stored', async () => {
    const service = await microService({ limits: { queue: 1, steps: 100 } });
    await expect(service.submit(microRequest({ 'schedule.steps': 101 }))).rejects.toMatchObject({
      problem: { code: 'job-too-many-steps' },
    });
    await service.submit(microRequest());
    await expect(service.submit(microRequest())).rejects.toMatchObject({ problem: { code: 'queue-full' } });
    expect((await service.jobs({})).jobs).toHaveLength(1);
  });

  it('lets running jobs finish when it closes', async () => {
    const home = await temporaryHome();
    const service = await microService({ home });
    const id = await service.submit(microRequest());
    for await (const event of service.events(id)) if (event.type === 'started') break;
    await service.close(20_000);
    await expect(service.submit(microRequest())).rejects.toMatchObject({
      problem: { code: 'server-closing' },
    });
    const later = await microService({ home });
    expect(await later.job(id)).toMatchObject({ state: 'finished', attempts: 1 });
  });

  it('puts back what does not finish in time; the next server runs it, counting on', async () => {
    const home = await temporaryHome();
    const service = await microService({ home });
    const id = await service.submit(microRequest({ 'schedule.steps': 60 }));
    const listener = allEvents(service, id);
    for await (const event of service.events(id)) if (event.type === 'stepFinished') break;
    await service.close(0);
    const seen = await listener;
    const later = await microService({ home });
    const rest: RunEvent[] = [];
    for await (const event of later.events(id, seen.at(-1)!.seq))
      if (event.type !== 'preview') rest.push(event);
    const all = [...seen, ...rest];
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect(all.filter(({ type }) => type === 'queued')).toHaveLength(2);
    expect(all).toContainEqual(
      expect.objectContaining({
        type: 'warning',
        problem: expect.objectContaining({ code: 'job-interrupted' }),
      }),
    );
    expect(await later.job(id)).toMatchObject({
      state: 'finished',
      attempts: 2,
      outputs: [{ node: 'save' }],
    });
  });

  it('says of each job why no device that was asked for is there', async () => {
    const service = await microService({ devices: ['cuda'] });
    const { device } = await service.describe();
    if (device.available) return;
    const id = await service.submit(microRequest());
    expect((await allEvents(service, id)).at(-1)).toMatchObject({
      ...{ type: 'failed', problems: [{ code: 'device-unavailable' }] },
    });
    expect(device).toMatchObject({ id: 'cuda', reason: expect.any(String) });
  });

  it('shares a data folder with no other server', async () => {
    const home = await temporaryHome();
    await microService({ home });
    await expect(microService({ home })).rejects.toMatchObject({ problem: { code: 'database-in-use' } });
  });
});
