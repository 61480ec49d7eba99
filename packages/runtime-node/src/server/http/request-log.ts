import type { RequestHandler } from 'express';
import type { Log } from './log.ts';

/** Requests by how they ended. */
export interface RequestCounts {
  answered: number;
  refused: number;
  failed: number;
}

/**
 * One line a request: changes and failures as `info` and `error`, the rest as `debug`. Without query and headers, which
 * hold tickets, cookies and what people search for.
 */
export function logRequests(log: Log, counts: RequestCounts): RequestHandler {
  return (req, res, next) => {
    const startedMs = performance.now();
    const { method, path } = req;
    res.once('close', () => {
      const status = res.statusCode;
      counts[status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'answered'] += 1;
      const isRead = method === 'GET' || method === 'HEAD';
      const level = status >= 500 ? 'error' : isRead ? 'debug' : 'info';
      const elapsedMs = Math.round(performance.now() - startedMs);
      log[level]({ method, path: path.slice(0, 500), status, elapsedMs }, 'request');
    });
    next();
  };
}
