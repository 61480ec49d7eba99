import {
  endsRun,
  type Problem,
  ProblemError,
  type RunEvent,
  type RunState,
  type Runtime,
} from '@latentgraph/graph-core';
import type { JobOutput, JobRecord, JobRequest, JobService } from '@latentgraph/runtime-node';

interface Job {
  readonly id: string;
  readonly request: JobRequest;
  readonly submittedAt: number;
  readonly problems: Problem[];
  readonly outputs: JobOutput[];
  state: RunState;
  startedAt: number | null;
  endedAt: number | null;
}

/** Jobs over any runtime, remembered only while the process lives: for tests of what stands in front of them. */
export function createMemoryJobs(runtime: Runtime): JobService {
  const jobs = new Map<string, Job>();
  const byKey = new Map<string, string>();

  function follow(job: Job): void {
    void (async () => {
      for await (const event of runtime.events(job.id)) note(job, event);
    })();
  }

  return {
    assets: runtime.assets,
    assetFile: async () => undefined,
    models: runtime.models,
    describe: () => runtime.describe(),
    events: (run, afterSeq) => runtime.events(run, afterSeq),
    cancel: (run) => runtime.cancel(run),
    runs: () => runtime.runs(),
    async submit(request) {
      const known = request.jobKey === undefined ? undefined : byKey.get(request.jobKey);
      if (known !== undefined) return known;
      const id = await runtime.submit(request);
      const job: Job = {
        ...{ id, request, submittedAt: Date.now(), problems: [], outputs: [] },
        ...{ state: 'queued', startedAt: null, endedAt: null },
      };
      jobs.set(id, job);
      if (request.jobKey !== undefined) byKey.set(request.jobKey, id);
      follow(job);
      return id;
    },
    async jobs({ search = '', state, limit = 50, after }) {
      const matching = [...jobs.values()]
        .reverse()
        .filter((job) => JSON.stringify(job.request).includes(search))
        .filter((job) => state === undefined || job.state === state);
      const start = after === undefined ? 0 : matching.findIndex(({ id }) => id === after) + 1;
      const page = matching.slice(start, start + limit).map((job) => record(job, jobs));
      return { jobs: page, next: start + limit < matching.length ? (page.at(-1)?.id ?? null) : null };
    },
    async job(id) {
      const job = jobs.get(id);
      return job && record(job, jobs);
    },
    jobRequest: async (id) => jobs.get(id)?.request,
    async removeJob(id) {
      if (!jobs.delete(id)) throw new ProblemError({ code: 'run-unknown', message: id, remedy: '' });
    },
    metrics() {
      const count = (state: RunState) => [...jobs.values()].filter((job) => job.state === state).length;
      return {
        ...{ queued: count('queued'), running: count('running'), finished: count('finished') },
        ...{ failed: count('failed'), cancelled: count('cancelled') },
        ...{ runners: [], eventStreams: 0 },
      };
    },
    async close() {
      for (const { id, endedAt } of jobs.values()) if (endedAt === null) await runtime.cancel(id);
    },
  };
}

function note(job: Job, event: RunEvent): void {
  if (event.type === 'started') Object.assign(job, { state: 'running', startedAt: Date.now() });
  if (event.type === 'output') {
    const { node, index, asset, mediaType, widthPx, heightPx } = event;
    job.outputs.push({ node, index, asset, mediaType, widthPx, heightPx });
  }
  if (event.type === 'failed') job.problems.push(...(event.problems as Problem[]));
  if (endsRun(event)) Object.assign(job, { state: event.type, endedAt: Date.now() });
}

function record(job: Job, jobs: ReadonlyMap<string, Job>): JobRecord {
  const { id, request, state, submittedAt, startedAt, endedAt, problems, outputs } = job;
  const queued = [...jobs.values()].filter((other) => other.state === 'queued');
  return {
    ...{ id, state, submittedAt, startedAt, endedAt, problems, outputs },
    ...{ name: request.document.name, priority: request.priority ?? 0, attempts: 1 },
    position: state === 'queued' ? queued.indexOf(job) : null,
  };
}
