import { findHome, homeAt } from '../../home.ts';
import { ensureToken } from '../../server/http/access/token-file.ts';
import { isLoopback } from '../../server/http/guards/host.ts';
import { createLog } from '../../server/http/log.ts';
import { ModelCatalogue } from '../../server/http/model-catalogue.ts';
import { type HttpServer, startServer } from '../../server/http/server.ts';
import { createJobService } from '../../server/jobs/create-job-service.ts';
import type { RunnerDevice } from '../../server/jobs/server-devices.ts';
import { RUNTIME_VERSION } from '../../version.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { print, printNote } from '../terminal.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly device: readonly RunnerDevice[];
  readonly runners: number;
  readonly home?: string;
  /** False for `--no-token`. */
  readonly token: boolean;
  readonly allowHost?: readonly string[];
  readonly allowOrigin?: readonly string[];
  /** Folder of the built editor. */
  readonly site?: string;
  readonly logLevel: string;
  /** For running jobs to end when the server is stopped. */
  readonly graceSeconds: number;
}

/** `latentgraph serve`: takes workflows over HTTP until it is stopped. */
export async function serveCommand(options: ServeOptions): Promise<ExitCode> {
  // Prompts and pictures are their owner's: other users of the machine cannot read what server and runners write.
  process.umask(0o077);
  const home = options.home === undefined ? findHome() : homeAt(options.home);
  const log = createLog(options.logLevel, (line) => void process.stderr.write(line));
  const stopped = untilStopped();
  const jobs = await createJobService({
    home: home.directory,
    devices: options.device,
    runners: options.runners,
    logger: log,
  });
  let server: HttpServer;
  try {
    server = await startServer({
      ...{ jobs, log, host: options.host, port: options.port },
      models: new ModelCatalogue(jobs.home, jobs.models),
      token: options.token ? await ensureToken(home) : null,
      allowedHosts: options.allowHost ?? [],
      allowedOrigins: options.allowOrigin ?? [],
      ...(options.site === undefined ? {} : { site: options.site }),
      onSignIn: (url) => printNote(`A browser signed in. For another one: ${url}`),
    });
  } catch (error) {
    await jobs.close(0);
    throw error;
  }
  const { device } = await jobs.describe();
  introduce(server, options, device.id);
  await stopped;
  printNote(
    'Stopping: running jobs may end, what is left waits for the next start. Ctrl-C again stops at once.',
  );
  await server.close(options.graceSeconds * 1000);
  return exitCode.done;
}

function introduce(server: HttpServer, { host, token }: ServeOptions, device: string): void {
  print(`Latentgraph ${RUNTIME_VERSION} computes on ${device}. Open this address; it signs one browser in:`);
  print(`\n  ${server.signInUrl}\n`);
  if (!token) {
    printNote('Without a token every program on this machine can run workflows and delete models.');
  }
  if (!isLoopback(host)) {
    printNote(
      `Other machines reach ${host}:${server.port}. Whoever has the token can run workflows, see all pictures and delete models; ` +
        'it crosses the network unencrypted, so put a proxy with TLS in front where others listen.',
    );
  }
}

/** The first SIGINT or SIGTERM; the next one has its usual effect. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
