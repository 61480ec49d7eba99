import type { Route, RouteRequest, RouteResult } from '@latentgraph/client';
import { checkPlainData, type ProblemInput } from '@latentgraph/graph-core';
import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import type { HeldBytes } from './guards/held-bytes.ts';
import { HttpProblem } from './http-problem.ts';
import type { ServerLimits } from './limits.ts';
import { bodyReaders, parseBody } from './read-body.ts';

/** Answers a route's checked requests. What it throws becomes the answer. */
export type Handler<R extends Route> = (
  request: RouteRequest<R>,
  http: { readonly req: Request; readonly res: Response },
) => Promise<RouteResult<R>>;

/** Puts a route of the table into express: its path, readers for its body, checks, and the form of its answer. */
export function bindRoute<R extends Route>(
  app: Express,
  route: R,
  handler: Handler<R>,
  { limits, held }: { readonly limits: ServerLimits; readonly held: HeldBytes },
): void {
  app[route.method](route.path, ...bodyReaders(route, limits, held), async (req: Request, res: Response) => {
    const request = {
      params: check(route.params, req.params, 'path'),
      query: check(route.query, req.query, 'query'),
      body: readBody(route, req.body as unknown),
    };
    const result = await handler(request as unknown as RouteRequest<R>, { req, res });
    if (route.response === 'nothing') res.status(204).end();
    else if (typeof route.response === 'object') await sendJson(res, result, held);
  });
}

/** Answers below this are too small to count. */
const SMALL_BYTES = 64 * 1024;

async function sendJson(res: Response, value: unknown, held: HeldBytes): Promise<void> {
  const text = Buffer.from(JSON.stringify(value));
  if (text.length > SMALL_BYTES) await held.claim(text.length, res);
  res.type('json').send(text);
}

function readBody({ body }: Route, given: unknown): unknown {
  if (body === undefined) return undefined;
  if (body === 'octets') return Buffer.isBuffer(given) ? given : new Uint8Array();
  const value = parseBody(given);
  // First without recursion, whatever the depth; schemas recurse.
  const [unsafe] = checkPlainData(value);
  if (unsafe) throw new HttpProblem(422, unsafe);
  return check(body, value, 'body');
}

function check(schema: z.ZodType | undefined, given: unknown, part: 'path' | 'query' | 'body'): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new HttpProblem(part === 'body' ? 422 : 400, invalid(part, result.error.issues[0]));
}

function invalid(part: string, issue: z.core.$ZodIssue | undefined): ProblemInput {
  const place = issue?.path.join('.') ?? '';
  return {
    code: 'request-invalid',
    message: `The ${part} of the request is wrong${place === '' ? '' : ` at '${place}'`}: ${issue?.message ?? 'unknown'}`,
    remedy: 'GET /api/openapi.json describes what each route takes.',
    ...(part === 'body' && place !== '' ? { path: place } : {}),
  };
}
