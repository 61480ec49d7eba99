import { collectAssets } from './collect-assets.ts';
import type { JobQueue } from './job-queue.ts';
import type { JobLogger } from './logger.ts';

/** How long things are kept. What a job in the history refers to is never removed. */
export interface Retention {
  /** Jobs that have ended: at most so many, and not older. */
  readonly jobs: number;
  readonly jobMs: number;
  /** Events of ended jobs, except outputs, warnings and the end. */
  readonly eventBytes: number;
  /** Requests of ended jobs: the workflows as they were submitted, with the pictures inside them. */
  readonly requestBytes: number;
  /** Pictures that no job refers to. */
  readonly assetMs: number;
  readonly assetBytes: number;
}

const DAY_MS = 86_400_000;

export const RETENTION: Retention = {
  jobs: 10_000,
  jobMs: 365 * DAY_MS,
  eventBytes: 256 * 2 ** 20,
  requestBytes: 256 * 2 ** 20,
  assetMs: 7 * DAY_MS,
  assetBytes: 50 * 2 ** 30,
};

const EVERY_MS = 3_600_000;
/** What is too old is gone for good after a week in which a server runs. */
const TRASH_ROUNDS = (7 * DAY_MS) / EVERY_MS;
/** A picture that was just uploaded waits for the job that uses it. */
const YOUNG_MS = 3_600_000;

export interface TidyOptions {
  readonly queue: JobQueue;
  /** Folder of the pictures. */
  readonly assets: string;
  readonly retention: Retention;
  readonly logger: JobLogger;
  /** False for the one at the start. */
  readonly isNewRound: boolean;
}

/** Forgets old jobs and removes what nobody needs, once. */
export async function tidy({
  queue,
  assets: directory,
  retention,
  logger,
  isNewRound,
}: TidyOptions): Promise<void> {
  const trash = { trashRounds: TRASH_ROUNDS, isNewRound };
  const pruned = queue.prune({ ...retention, ...trash, now: Date.now() });
  queue.compact();
  const assets = await collectAssets({
    directory,
    maxAgeMs: retention.assetMs,
    budgetBytes: retention.assetBytes,
    minAgeMs: Math.min(YOUNG_MS, retention.assetMs),
    isUsed: (hash) => queue.refersTo(hash),
  });
  logger.info({ ...pruned, assets }, 'tidied');
}

/** Tidies now and every hour; returns what ends it and waits for what is under way. */
export function keepTidy(
  work: (isNewRound: boolean) => Promise<void>,
  logger: JobLogger,
): () => Promise<void> {
  const once = (isNewRound: boolean) =>
    work(isNewRound).catch((error: unknown) => logger.error({ err: error }, 'cannot tidy'));
  let running = once(false);
  const timer = setInterval(() => {
    running = running.then(() => once(true));
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return running;
  };
}
