import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { prepareFolder } from '../../files/folder-problem.ts';
import { type Home, homeAt } from '../../home.ts';
import { modelStore } from '../../local-runtime.ts';
import { RUNNER_SCRIPT, RUNNER_TIMES, RunnerProcess, type RunnerTimes } from '../../runner/runner-process.ts';
import type { DiskModelStore } from '../../stores/disk-model-store.ts';
import type { JobService } from '../job-service.ts';
import { RETENTION, type Retention } from './housekeeping.ts';
import { interrupted } from './job-problems.ts';
import { JobServer } from './job-server.ts';
import { JOB_LIMITS, type JobLimits } from './limits.ts';
import type { JobLogger } from './logger.ts';
import { findServerDevices, type RunnerDevice } from './server-devices.ts';
import { openSqliteQueue } from './sqlite/sqlite-queue.ts';

export interface JobServiceOptions {
  /** Folder for models, assets and the job database. One server at a time works on it. */
  readonly home: string;
  /** Folder of named models; by default `models` in the home. */
  readonly modelsDirectory?: string;
  /** By default `auto`. */
  readonly devices?: readonly RunnerDevice[];
  /** Runner processes on each device, 1 by default: each holds its own copy of the models. */
  readonly runners?: number;
  /** Threads of a runner on the CPU; by default one a core. */
  readonly threads?: number;
  /** How long a cancelled job may take to end by itself; 10 s by default. */
  readonly cancelGraceMs?: number;
  readonly times?: Partial<RunnerTimes>;
  readonly limits?: Partial<JobLimits>;
  readonly retention?: Partial<Retention>;
  /** Silent by default. */
  readonly logger?: JobLogger;
  /** The module that a runner process runs; another one only to test what happens when it misbehaves. */
  readonly runnerScript?: string;
}

const CANCEL_GRACE_MS = 10_000;

/**
 * Runs jobs in processes of their own, in an order that outlives the server. Jobs that were running when the last
 * server ended wait again when this resolves.
 *
 * @throws ProblemError `database-in-use` when another server works on the home, `database-newer`, and what the system says of a home that takes no files
 */
export async function createJobService(
  options: JobServiceOptions,
): Promise<JobService & { readonly home: Home; readonly models: DiskModelStore }> {
  const home = homeAt(resolve(options.home));
  const logger = options.logger ?? pino({ level: 'silent' });
  await prepareFolder(home.directory);
  const queue = openSqliteQueue(join(home.directory, 'jobs.db'), {
    note: (finding) => logger.warn({ problem: finding }, finding.message),
  });
  queue.recover(interrupted());
  const devices = await findServerDevices(options.devices ?? ['auto']);
  for (const problem of devices.problems) logger.warn({ problem }, 'device');
  const scratch = join(home.cache, 'runners');
  // Folders of runners of a server that was killed.
  await rm(scratch, { recursive: true, force: true });
  const modelsDirectory = resolve(options.modelsDirectory ?? home.models);
  const { threads } = options;
  return new JobServer({
    home,
    queue,
    logger,
    devices,
    models: modelStore(home, [devices.first.id], modelsDirectory),
    runners: options.runners ?? 1,
    cancelGraceMs: options.cancelGraceMs ?? CANCEL_GRACE_MS,
    limits: { ...JOB_LIMITS, ...options.limits },
    retention: { ...RETENTION, ...options.retention },
    fork: ({ choice, gpu }, listener) => {
      const setUp = { home: home.directory, modelsDirectory, device: choice, previews: true };
      return new RunnerProcess(
        {
          setUp: { ...setUp, ...(threads === undefined ? {} : { threads }) },
          ...(gpu === undefined ? {} : { gpu }),
          script: options.runnerScript ?? RUNNER_SCRIPT,
          scratch,
          times: { ...RUNNER_TIMES, ...options.times },
        },
        listener,
      );
    },
  });
}
