import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpRuntime, type HttpRuntime } from '@latentgraph/client';
import type { Runtime } from '@latentgraph/graph-core';
import {
  createDiskAssetStore,
  createLocalRuntime,
  createLog,
  type HttpServer,
  homeAt,
  ModelCatalogue,
  modelStore,
  type ServerOptions,
  startServer,
} from '@latentgraph/runtime-node';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../cli/cli.ts';
import { createMemoryJobs } from './memory-jobs.ts';

export const TOKEN = 'a-token-of-43-characters-as-the-server-makes';

export interface TestServer {
  readonly server: HttpServer;
  readonly url: string;
  readonly client: HttpRuntime;
  /** The data folder; what lies beside it must never change. */
  readonly home: string;
  readonly log: readonly string[];
}

export interface TestServerOptions extends Partial<ServerOptions> {
  readonly runtime?: Runtime;
}

/** A real server on a free port of the loopback address, with a home of its own; gone after the test. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const home = join(temporaryFolder(), 'home');
  mkdirSync(home);
  const runtime = options.runtime ?? (await createLocalRuntime({ home, device: 'cpu' }));
  const log: string[] = [];
  const server = await startServer({
    jobs: { ...createMemoryJobs(runtime), assetFile: createDiskAssetStore(homeAt(home).assets).file },
    models: new ModelCatalogue(homeAt(home), modelStore(homeAt(home))),
    log: createLog('debug', (line) => log.push(line)),
    ...{ token: TOKEN, host: '127.0.0.1', port: 0 },
    ...options,
  });
  onTestFinished(() => server.close(0));
  const { url } = server;
  return { server, url, client: createHttpRuntime({ url, token: TOKEN }), home, log };
}
