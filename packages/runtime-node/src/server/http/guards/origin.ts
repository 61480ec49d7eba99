import type { Request, RequestHandler } from 'express';
import { SIGN_IN_PATH } from '../access/access.ts';
import { HttpProblem } from '../http-problem.ts';

/** Pages a person may come to from anywhere: they show nothing without a cookie, which links do not carry. */
const LANDING_PAGES: readonly string[] = ['/', SIGN_IN_PATH];

/**
 * Refuses what pages of other sites ask for: reading as well as changing. Programs that are no browsers send neither
 * header; their token tells who they are. Other ports of this machine are other origins, though the same site.
 *
 * @param alsoAllowed origins that were named at the start
 */
export function requireSameOrigin(alsoAllowed: ReadonlySet<string>): RequestHandler {
  return (req, _res, next) => {
    const { origin } = req.headers;
    if (origin !== undefined && alsoAllowed.has(origin)) return next();
    if (isOwnOrigin(req) && (isOwnSite(req) || isNavigation(req))) return next();
    throw new HttpProblem(403, {
      code: 'origin-refused',
      message: 'A page of another site asked for this.',
      remedy:
        'Open the address that the server printed, or start it with --allow-origin ORIGIN for a page of yours.',
    });
  };
}

function isOwnOrigin({ headers: { origin, host } }: Request): boolean {
  if (origin === undefined) return true;
  return [`http://${host}`, `https://${host}`].some((own) => normalOrigin(own) === origin);
}

/** As browsers send it: in lower case, without the port that goes without saying. */
export function normalOrigin(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

function isOwnSite({ headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

function isNavigation({ method, path, headers }: Request): boolean {
  return (
    method === 'GET' &&
    LANDING_PAGES.includes(path) &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document'
  );
}
