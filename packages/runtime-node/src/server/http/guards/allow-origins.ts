import type { RequestHandler } from 'express';

/** What pages of origins that were named at the start may send, besides what every page may. */
const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Last-Event-ID',
  'Access-Control-Max-Age': '600',
};

/**
 * Lets the browser show answers to pages of other origins that were named at the start: an editor on a static host,
 * say. They still need the token: cookies stay with the server's own page.
 *
 * @param origins as `Origin` has them: `https://name:port`
 */
export function allowOrigins(origins: ReadonlySet<string>): RequestHandler {
  return (req, res, next) => {
    const { origin } = req.headers;
    if (origin === undefined || !origins.has(origin)) return next();
    res.set({ 'Access-Control-Allow-Origin': origin, Vary: 'Origin' });
    if (req.method !== 'OPTIONS') return next();
    const isPublicPage = req.headers['access-control-request-private-network'] === 'true';
    if (isPublicPage) res.set('Access-Control-Allow-Private-Network', 'true');
    res.set(PREFLIGHT).status(204).end();
  };
}
