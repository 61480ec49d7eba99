import type { Route, RouteRequest, RouteResult } from '@latentgraph/client';
import { checkPlainData, type ProblemInput } from '@latentgraph/graph-core';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { hasBody } from './guards/content-type.ts';
import { HttpProblem } from './http-problem.ts';
import type { ServerLimits } from './limits.ts';

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
  limits: ServerLimits,
): void {
  app[route.method](route.path, bodyReader(route, limits), async (req, res) => {
    const request = {
      params: check(route.params, req.params, 'path'),
      query: check(route.query, req.query, 'query'),
      body: readBody(route, req.body as unknown),
    };
    const result = await handler(request as unknown as RouteRequest<R>, { req, res });
    if (route.response === 'nothing') res.status(204).end();
    else if (typeof route.response === 'object') res.json(result);
  });
}

function bodyReader({ body }: Route, { jsonBytes, uploadBytes }: ServerLimits): RequestHandler {
  if (body === undefined) return refuseBody;
  if (body === 'octets') return readerOf('application/octet-stream', express.raw, uploadBytes);
  return readerOf('application/json', express.json, jsonBytes);
}

/** Compressed bodies are refused: what they unfold to is anyone's guess. */
function readerOf(
  type: string,
  reader: typeof express.raw | typeof express.json,
  limit: number,
): RequestHandler {
  const read = reader({ type, limit, inflate: false });
  return (req, res, next) => {
    if (req.is(type) === type) return read(req, res, next);
    throw new HttpProblem(415, {
      code: 'content-type-refused',
      message: `${req.path} takes ${type} only.`,
      remedy: 'Set the header Content-Type to it.',
    });
  };
}

const refuseBody: RequestHandler = (req, _res, next) => {
  if (!hasBody(req.headers)) return next();
  throw new HttpProblem(400, {
    code: 'body-unexpected',
    message: `${req.method} ${req.path} takes no body.`,
    remedy: 'Send the request without one.',
  });
};

function readBody({ body }: Route, given: unknown): unknown {
  if (body === undefined) return undefined;
  if (body === 'octets') return Buffer.isBuffer(given) ? given : new Uint8Array();
  // First without recursion, whatever the depth; schemas recurse.
  const [unsafe] = checkPlainData(given);
  if (unsafe) throw new HttpProblem(422, unsafe);
  return check(body, given, 'body');
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
