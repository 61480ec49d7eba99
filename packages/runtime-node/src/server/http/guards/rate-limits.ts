import type { RequestHandler } from 'express';
import { type Options, rateLimit } from 'express-rate-limit';
import { SIGN_IN_PATH } from '../access/access.ts';
import { sendProblems } from '../http-problem.ts';
import type { ServerLimits } from '../limits.ts';

const MINUTE_MS = 60_000;

const common: Partial<Options> = {
  windowMs: MINUTE_MS,
  standardHeaders: 'draft-8',
  legacyHeaders: false,
  handler: (_req, res) =>
    sendProblems(res, 429, [
      {
        code: 'too-many-requests',
        message: 'There were too many requests from this address within a minute.',
        remedy: 'Wait a minute; the header RateLimit says how long exactly.',
      },
    ]),
};

/** How much of anything, of those who may use the server. Signing in is limited by its refusals. */
export function limitRequests({ requestsPerMinute }: ServerLimits): RequestHandler {
  return rateLimit({
    ...common,
    limit: requestsPerMinute,
    identifier: 'requests',
    skip: ({ path }) => path === SIGN_IN_PATH,
  });
}

/** How often a wrong token or ticket may be tried; for requests that have turned out to be such. */
export function limitRefusals({ refusalsPerMinute }: ServerLimits): RequestHandler {
  return rateLimit({ ...common, limit: refusalsPerMinute, identifier: 'refusals' });
}

/** How much may be changed. */
export function limitChanges({ changesPerMinute }: ServerLimits): RequestHandler {
  return rateLimit({
    ...common,
    limit: changesPerMinute,
    identifier: 'changes',
    skip: ({ method }) => method === 'GET' || method === 'HEAD',
  });
}
