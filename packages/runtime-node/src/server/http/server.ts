import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ProblemError } from '@latentgraph/graph-core';
import type { Express } from 'express';
import { systemProblem } from '../../files/system-problem.ts';
import type { JobService } from '../job-service.ts';
import { Access } from './access/access.ts';
import { createApp } from './app.ts';
import { EventStreams } from './events/event-streams.ts';
import { Connections } from './guards/connections.ts';
import { HeldBytes } from './guards/held-bytes.ts';
import { allowedHosts, isLoopback } from './guards/host.ts';
import { urlHost } from './guards/host-name.ts';
import { normalOrigin } from './guards/origin.ts';
import { defaultLimits, type ServerLimits } from './limits.ts';
import type { Log } from './log.ts';
import type { ModelCatalogue } from './model-catalogue.ts';
import { Thumbnails } from './pictures/thumbnails.ts';
import type { ServerContext } from './server-context.ts';
import { readSite } from './site/site-files.ts';

export interface ServerOptions {
  readonly jobs: JobService;
  readonly models: ModelCatalogue;
  readonly log: Log;
  /** null lets in everybody who reaches the server, which is allowed for this machine's own address only. */
  readonly token: string | null;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** More names to answer to, such as `gpu.example` behind a proxy; with a port that is neither 80 nor 443, if it has one. */
  readonly allowedHosts?: readonly string[];
  /** Origins of pages that may ask besides the server's own: `https://name:port`. */
  readonly allowedOrigins?: readonly string[];
  /** Folder of the built editor; without it the server is for programs alone. */
  readonly site?: string;
  readonly limits?: Partial<ServerLimits>;
  /** Called when an address was used to sign in: the next browser needs a new one. */
  onSignIn?(newSignInUrl: string): void;
}

export interface HttpServer {
  readonly url: string;
  readonly port: number;
  /** Signs one browser in, once. */
  readonly signInUrl: string;
  /** Every route there is, as express knows them. */
  readonly routes: readonly ListedRoute[];
  /** Takes no new work, lets running jobs finish for `graceMs`, and puts back what is left. */
  close(graceMs?: number): Promise<void>;
}

export interface ListedRoute {
  readonly method: string;
  readonly path: string;
}

/**
 * Starts the HTTP server.
 *
 * @throws ProblemError when the port is taken, another address is to be served without a token, or the editor's
 *   folder cannot be read
 */
export async function startServer(options: ServerOptions): Promise<HttpServer> {
  const { jobs, models, log, token, host } = options;
  if (token === null && !isLoopback(host)) throw tokenRequired(host);
  const limits = { ...defaultLimits, ...options.limits };
  const access = token === null ? null : new Access(token);
  let isStopping = false;
  let hosts: ReadonlySet<string> = new Set();
  const context: ServerContext = {
    ...{ jobs, models, limits },
    connections: new Connections(limits.connections),
    held: new HeldBytes(limits.heldBytes),
    streams: new EventStreams(limits),
    thumbnails: new Thumbnails(limits),
    counts: { answered: 0, refused: 0, failed: 0 },
    startedMs: performance.now(),
    isStopping: () => isStopping,
  };
  const signInUrl = () => (access === null ? url : `${url}/sign-in?ticket=${access.ticket}`);
  const app = createApp({
    ...{ context, log, access },
    site: options.site === undefined ? undefined : readSite(options.site),
    allowedOrigins: new Set(options.allowedOrigins?.map(normalOrigin)),
    isAllowedHost: (name) => hosts.has(name),
    onSignIn: () => options.onSignIn?.(signInUrl()),
  });
  const server = listenerOf(app, limits);
  server.on('connection', (socket) => context.connections.accept(socket));
  const port = await listen(server, host, options.port);
  hosts = allowedHosts(host, port, options.allowedHosts);
  const url = `http://${urlHost(shownHost(host))}:${port}`;
  return {
    url,
    port,
    get signInUrl() {
      return signInUrl();
    },
    routes: listRoutes(app),
    async close(graceMs) {
      if (isStopping) return;
      isStopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await jobs.close(graceMs);
      context.streams.endAll();
      server.closeIdleConnections();
      const lastCall = setTimeout(() => server.closeAllConnections(), LAST_CALL_MS);
      await closed;
      clearTimeout(lastCall);
    },
  };
}

/** For answers on their way when everything else has ended. */
const LAST_CALL_MS = 2_000;

function listenerOf(app: Express, limits: ServerLimits): Server {
  const server = createServer({ connectionsCheckingInterval: 5_000, maxHeaderSize: 16 * 1024 }, app);
  server.headersTimeout = limits.headersMs;
  server.requestTimeout = limits.requestMs;
  server.timeout = limits.idleMs;
  server.keepAliveTimeout = 30_000;
  return server;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Nobody can open 0.0.0.0. */
function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? 'localhost' : host;
}

function listRoutes(app: Express): ListedRoute[] {
  return app.router.stack.flatMap(({ route }) => {
    if (route === undefined) return [];
    const methods = route.stack.map(({ method }) => method);
    return [...new Set(methods)].map((method) => ({ method, path: route.path }));
  });
}

function cannotListen(error: Error, host: string, port: number): ProblemError {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return new ProblemError({
      code: 'port-taken',
      message: `Port ${port} of ${host} is in use, perhaps by another latentgraph serve.`,
      remedy: 'Use that one, or choose another port: --port 0 takes a free one.',
    });
  }
  return new ProblemError(systemProblem(error, `Cannot listen on ${host}:${port}`));
}

function tokenRequired(host: string): ProblemError {
  return new ProblemError({
    code: 'token-required',
    message: `Everybody who reaches ${host} could run workflows on this machine, see its pictures and delete its models.`,
    remedy: 'Leave out --no-token, or listen on 127.0.0.1.',
  });
}
