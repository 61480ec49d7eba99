import { ProblemError, type ProblemInput, problem } from '@latentgraph/graph-core';
import type { Response } from 'express';
import { problemPage } from './problem-page.ts';

/** A refusal with the status that says so in HTTP. */
export class HttpProblem extends ProblemError {
  readonly status: number;

  constructor(status: number, input: ProblemInput) {
    super(input);
    this.status = status;
  }
}

/** Answers with problems and ends a connection whose request may be only half read. */
export function sendProblems(res: Response, status: number, problems: readonly ProblemInput[]): void {
  if (res.req.method !== 'GET' && res.req.method !== 'HEAD') res.set('Connection', 'close');
  res.status(status);
  const isForPerson = res.req.headers['sec-fetch-dest'] === 'document';
  if (isForPerson) res.type('html').send(problemPage(problems));
  else res.json({ problems: problems.map(problem) });
}

export function notFound(what: string, name: string): HttpProblem {
  return new HttpProblem(404, {
    code: `${what}-unknown`,
    message: `There is no ${what} '${name}'.`,
    remedy: `It may have been removed; look at the list of ${what}s.`,
  });
}
