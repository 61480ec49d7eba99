import type { Route } from '@latentgraph/client';
import { LIMITS, readJson, type TextLimits } from '@latentgraph/graph-core';
import express, { type RequestHandler } from 'express';
import { hasBody } from './guards/content-type.ts';
import type { HeldBytes } from './guards/held-bytes.ts';
import { HttpProblem } from './http-problem.ts';
import type { ServerLimits } from './limits.ts';

/** Far above what the runs hold that the server takes, and parsed in half a second. */
const BODY_LIMITS: TextLimits = { characters: LIMITS.characters, values: 500_000 };

/** Reads the bytes of a route's body, when there is room for them; a route without a body takes none. */
export function bodyReaders({ body }: Route, limits: ServerLimits, held: HeldBytes): RequestHandler[] {
  if (body === undefined) return [refuseBody];
  const [type, limit] =
    body === 'octets'
      ? ['application/octet-stream', limits.uploadBytes]
      : ['application/json', limits.jsonBytes];
  return [requireType(type), holdRoom(limit, held), express.raw({ type, limit, inflate: false })];
}

/**
 * The value of a JSON body, checked before it is parsed.
 *
 * @throws HttpProblem 400 for what is no JSON, 415 for what is no UTF-8, 422 for too much of it
 */
export function parseBody(bytes: unknown): unknown {
  const json = readJson(Buffer.isBuffer(bytes) ? decode(bytes) : '', BODY_LIMITS);
  if (json.ok) return json.value;
  const found = json.problems[0]!;
  if (found.code !== 'not-json' && found.code !== 'empty-file') throw new HttpProblem(422, found);
  throw new HttpProblem(400, {
    code: 'body-not-json',
    message: found.message.replace('The file', 'The body of the request'),
    remedy: 'Send a JSON object.',
  });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpProblem(415, {
      code: 'body-encoded',
      message: 'The body of the request is not text in UTF-8.',
      remedy: 'Send JSON in UTF-8, as it is.',
    });
  }
}

const refuseBody: RequestHandler = (req, _res, next) => {
  if (!hasBody(req.headers)) return next();
  throw new HttpProblem(400, {
    code: 'body-unexpected',
    message: `${req.method} ${req.path} takes no body.`,
    remedy: 'Send the request without one.',
  });
};

/** Compressed bodies are refused later: what they unfold to is anyone's guess. */
function requireType(type: string): RequestHandler {
  return (req, _res, next) => {
    if (req.is(type) === type) return next();
    throw new HttpProblem(415, {
      code: 'content-type-refused',
      message: `${req.path} takes ${type} only.`,
      remedy: 'Set the header Content-Type to it.',
    });
  };
}

/** A body that does not say how long it is may be as long as it is allowed to be. */
function holdRoom(limit: number, held: HeldBytes): RequestHandler {
  return async (req, res, next) => {
    const said = Number(req.headers['content-length'] ?? limit);
    await held.wait(Math.min(said, limit), res);
    next();
  };
}
