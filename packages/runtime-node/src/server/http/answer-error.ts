import { ProblemError, type ProblemInput } from '@latentgraph/graph-core';
import type { ErrorRequestHandler } from 'express';
import { HttpProblem, sendProblems } from './http-problem.ts';
import type { Log } from './log.ts';

interface Answer {
  readonly status: number;
  readonly problem: ProblemInput;
}

/** Turns whatever a handler threw into an answer. What nobody foresaw is logged, and tells the client nothing. */
export function answerErrors(log: Log, isStopping: () => boolean): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const found = answerFor(error);
    // Jobs that are closed already answer nothing any more.
    const { status, problem } = found === unforeseen && isStopping() ? stopping : found;
    if (status >= 500) log.error({ error, path: req.path }, problem.message);
    if (res.headersSent) {
      res.destroy();
      next();
    } else sendProblems(res, status, [problem]);
  };
}

function answerFor(error: unknown): Answer {
  if (error instanceof HttpProblem) return error;
  if (error instanceof ProblemError) return { status: statusOf(error.problem.code), problem: error.problem };
  return readingFailures[kindOf(error)] ?? unforeseen;
}

/** Problems of the parts below know nothing of HTTP. */
const statuses: Readonly<Record<string, number>> = {
  'run-unknown': 404,
  'model-unknown': 404,
  'model-embedded': 409,
  'model-in-use': 409,
  'run-active': 409,
  'queue-full': 503,
  'server-closing': 503,
  'database-damaged': 500,
};

/** The disk is full, or takes nothing for another reason. */
const STORAGE = ['file-enospc', 'file-edquot', 'file-efbig', 'file-erofs', 'file-eio'];

function statusOf(code: string): number {
  if (STORAGE.includes(code)) return 507;
  if (code.startsWith('file-')) return 500;
  return statuses[code] ?? 422;
}

/** What express and its body readers call the kind of an error. */
function kindOf(error: unknown): string {
  const { type, status } = error as { readonly type?: unknown; readonly status?: unknown };
  if (typeof type === 'string') return type;
  return status === 400 ? 'path.malformed' : '';
}

const readingFailures: Readonly<Record<string, Answer>> = {
  'entity.too.large': {
    status: 413,
    problem: {
      code: 'body-too-large',
      message: 'The request is larger than this server takes.',
      remedy: 'Send a smaller file, or raise the limit of the server.',
    },
  },
  'encoding.unsupported': {
    status: 415,
    problem: {
      code: 'body-encoded',
      message: 'The body of the request is compressed.',
      remedy: 'Send it as it is; JSON in UTF-8.',
    },
  },
  'request.aborted': {
    status: 400,
    problem: {
      code: 'body-cut-off',
      message: 'The connection ended before the request did.',
      remedy: 'Send it again.',
    },
  },
  'request.size.invalid': {
    status: 400,
    problem: {
      code: 'body-cut-off',
      message: 'The body of the request is shorter or longer than it says.',
      remedy: 'Send it again.',
    },
  },
  'path.malformed': {
    status: 400,
    problem: {
      code: 'path-malformed',
      message: 'The path of the request cannot be read.',
      remedy: 'Check the address.',
    },
  },
};

const stopping: Answer = {
  status: 503,
  problem: {
    code: 'server-closing',
    message: 'The server is stopping.',
    remedy: 'Try again when it is back.',
  },
};

const unforeseen: Answer = {
  status: 500,
  problem: {
    code: 'server-failed',
    message: 'The server failed to answer this request.',
    remedy: 'This is a mistake in Latentgraph: please report it with the lines of the server’s log.',
  },
};
