import { type Problem, ProblemError } from '@latentgraph/graph-core';

/** An answer of the server that is no success, with everything that it said. */
export class RequestError extends ProblemError {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(status: number, problems: readonly [Problem, ...Problem[]]) {
    super(problems[0]);
    this.status = status;
    this.problems = problems;
  }
}

/** No answer came: nothing listens there, or the connection broke. */
export function unreachable(url: string, error: unknown): RequestError {
  return new RequestError(0, [
    {
      code: 'server-unreachable',
      severity: 'error',
      message: `The server at ${url} does not answer (${reasonOf(error)}).`,
      remedy: 'Check the address, and that `latentgraph serve` runs there.',
    },
  ]);
}

/** An answer came that no Latentgraph server of this version gives. */
export function notUnderstood(url: string, status: number): RequestError {
  return new RequestError(status, [
    {
      code: 'server-not-understood',
      severity: 'error',
      message: `The answer of ${url} (status ${status}) is not that of a Latentgraph server of this version.`,
      remedy: 'Check the address, and use the same version on both sides.',
    },
  ]);
}

function reasonOf(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  if (typeof cause?.code === 'string') return cause.code;
  return error instanceof Error ? error.message : String(error);
}
