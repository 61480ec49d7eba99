import { type Problem, ProblemError, problem } from '@latentgraph/graph-core';

/** What befalls jobs from outside their workflow. */

/** The disk does not take, or give, what the queue stands on. It may do so again later. */
export class StorageRefused extends ProblemError {}

/** A job that killed as many runners is not tried again. */
export const CRASHES_ALLOWED = 1;

export function quarantined(crashes: number): Problem {
  return problem({
    code: 'job-quarantined',
    message: `This job ended the process that ran it ${crashes} times; it is not tried again.`,
    remedy: 'Read why above, change the workflow, the model or the device, and submit it again.',
  });
}

export function interrupted(): Problem {
  return problem({
    code: 'job-interrupted',
    severity: 'warning',
    message: 'The server ended while this job was running; it starts over.',
    remedy: 'Nothing needs to be done.',
  });
}

export function unreadable(): Problem {
  return problem({
    code: 'job-unreadable',
    message: 'What the disk has of this job cannot be read: it was damaged there.',
    remedy: 'Submit the workflow again, and check the disk.',
  });
}

export function ranTooLong(limitMs: number): Problem {
  return problem({
    code: 'job-too-long',
    message: `This job ran for ${(limitMs / 60_000).toFixed(0)} minutes, the most that this server allows.`,
    remedy: 'Take fewer steps, a smaller picture or a faster device.',
  });
}

export function unknownJob(id: string): ProblemError {
  return new ProblemError({
    code: 'run-unknown',
    message: `There is no job '${id}'.`,
    remedy: 'It may have been removed, or be too old; submit the workflow again.',
  });
}

export function closing(): ProblemError {
  return new ProblemError({
    code: 'server-closing',
    message: 'The server is ending and takes no more jobs.',
    remedy: 'Submit the job again when it is back.',
  });
}
