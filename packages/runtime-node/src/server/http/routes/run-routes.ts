import type { Routes } from '@latentgraph/client';
import { checkWorkflow } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { JobRecord, JobRequest } from '../../job-service.ts';
import type { Handler } from '../bind-route.ts';
import { HttpProblem, notFound } from '../http-problem.ts';
import type { ServerContext } from '../server-context.ts';

type Names = 'describe' | 'submit' | 'history' | 'run' | 'request' | 'events' | 'cancel' | 'remove';

/** Runs: from submitting to removing. */
export function runRoutes(context: ServerContext): { readonly [Name in Names]: Handler<Routes[Name]> } {
  const { jobs } = context;
  return {
    describe: () => jobs.describe(),
    async submit({ body }) {
      const checked = checkWorkflow(body.document, builtinRegistry);
      if (!checked.ok) throw new HttpProblem(422, checked.problems[0]!);
      return { run: await jobs.submit({ ...body, document: checked.document } as JobRequest) };
    },
    async history({ query }) {
      const page = await jobs.jobs(query as Parameters<typeof jobs.jobs>[0]);
      return { runs: page.jobs, next: page.next };
    },
    run: ({ params }) => find(context, params.run),
    async request({ params }) {
      const request = await jobs.jobRequest(params.run);
      if (!request) throw notFound('run', params.run);
      return request;
    },
    async events({ params, query }, { req, res }) {
      const last = Number(req.get('Last-Event-ID'));
      const after = Number.isSafeInteger(last) && last > 0 ? last : (query.after ?? 0);
      const { id, endedAt } = await find(context, params.run);
      const listen = () => jobs.events(id, after)[Symbol.asyncIterator]();
      await context.streams.serve(res, listen, endedAt !== null);
    },
    async cancel({ params }) {
      await find(context, params.run);
      await jobs.cancel(params.run);
    },
    async remove({ params }) {
      await find(context, params.run);
      await jobs.removeJob(params.run);
    },
  };
}

async function find({ jobs }: ServerContext, run: string): Promise<JobRecord> {
  const job = await jobs.job(run);
  if (!job) throw notFound('run', run);
  return job;
}
