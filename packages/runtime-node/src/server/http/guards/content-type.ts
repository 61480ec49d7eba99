import type { RequestHandler } from 'express';
import { HttpProblem } from '../http-problem.ts';

const ACCEPTED = ['application/json', 'application/octet-stream'];

/** Forms of other sites can send any of the three form types without asking first; none is taken. */
export const requireContentType: RequestHandler = (req, _res, next) => {
  const given = req.headers['content-type'];
  const type = given?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined ? !hasBody(req.headers) : ACCEPTED.includes(type)) return next();
  throw new HttpProblem(415, {
    code: 'content-type-refused',
    message: `The server takes no '${(given ?? '').slice(0, 200)}'.`,
    remedy: `Send ${ACCEPTED.join(' or ')}.`,
  });
};

export function hasBody(headers: {
  readonly 'content-length'?: string | undefined;
  readonly 'transfer-encoding'?: string | undefined;
}): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}
