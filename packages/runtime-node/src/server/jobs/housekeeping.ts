import { collectAssets } from './collect-assets.ts';
import type { JobQueue } from './job-queue.ts';
import type { JobLogger } from './logger.ts';

/** How long things are kept. What a job in the history refers to is never removed. */
export interface Retention {
  /** Jobs that have ended: at most so many, and not older. */
  readonly jobs: number;
  readonly jobMs: number;
  /** Events of ended jobs, except outputs, warnings and the end. */
  readonly eventMs: number;
  readonly eventBytes: number;
  /** Pictures that no job refers to. */
  readonly assetMs: number;
  readonly assetBytes: number;
}

const DAY_MS = 86_400_000;

export const RETENTION: Retention = {
  jobs: 10_000,
  jobMs: 365 * DAY_MS,
  eventMs: 14 * DAY_MS,
  eventBytes: 256 * 2 ** 20,
  assetMs: 7 * DAY_MS,
  assetBytes: 50 * 2 ** 30,
};

const EVERY_MS = 3_600_000;
/** A picture that was just uploaded waits for the job that uses it. */
const YOUNG_MS = 3_600_000;

/** Forgets old jobs and removes what nobody needs, once. */
export async function tidy(
  queue: JobQueue,
  assetDirectory: string,
  retention: Retention,
  logger: JobLogger,
): Promise<void> {
  const now = Date.now();
  const pruned = queue.prune({
    jobs: retention.jobs,
    jobsEndedBefore: now - retention.jobMs,
    eventsEndedBefore: now - retention.eventMs,
    eventBytes: retention.eventBytes,
  });
  const assets = await collectAssets({
    directory: assetDirectory,
    maxAgeMs: retention.assetMs,
    budgetBytes: retention.assetBytes,
    minAgeMs: Math.min(YOUNG_MS, retention.assetMs),
    isUsed: (hash) => queue.refersTo(hash),
  });
  logger.info({ ...pruned, assets }, 'tidied');
}

/** Tidies now and every hour; returns what ends it and waits for what is under way. */
export function keepTidy(work: () => Promise<void>, logger: JobLogger): () => Promise<void> {
  const once = () => work().catch((error: unknown) => logger.error({ err: error }, 'cannot tidy'));
  let running = once();
  const timer = setInterval(() => {
    running = running.then(once);
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return running;
  };
}
