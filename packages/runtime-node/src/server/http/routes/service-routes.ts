import { openApiDocument, type Routes } from '@latentgraph/client';
import { RUNTIME_VERSION } from '../../../version.ts';
import type { Handler } from '../bind-route.ts';
import type { ServerContext } from '../server-context.ts';

type Names = 'health' | 'metrics' | 'openapi';

/** The server itself. */
export function serviceRoutes(context: ServerContext): {
  readonly [Name in Names]: Handler<Routes[Name]>;
} {
  const openApi = openApiDocument(RUNTIME_VERSION);
  const uptimeMs = () => performance.now() - context.startedMs;
  return {
    health: async () => ({
      status: context.isStopping() ? 'stopping' : 'ok',
      version: RUNTIME_VERSION,
      uptimeMs: uptimeMs(),
    }),
    async metrics() {
      const { runners, queued, running, finished, failed, cancelled } = context.jobs.metrics();
      const { rss, heapUsed } = process.memoryUsage();
      return {
        runs: { queued, running, finished, failed, cancelled },
        runners,
        eventStreams: context.streams.count,
        requests: { ...context.counts },
        memory: { residentBytes: rss, heapBytes: heapUsed },
        uptimeMs: uptimeMs(),
      };
    },
    openapi: async () => openApi,
  };
}
