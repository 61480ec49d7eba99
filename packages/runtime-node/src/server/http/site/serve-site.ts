import type { RequestHandler, Response } from 'express';
import { HttpProblem } from '../http-problem.ts';
import type { Site, SiteFile } from './site-files.ts';

/** Names that hold a hash never mean other bytes. Nobody else's cache may keep them: they are behind a token. */
const FOREVER = 'private, max-age=31536000, immutable';
/** Kept, and asked for each time whether it is still the same. */
const CHECKED = 'private, no-cache';

/**
 * Serves the editor.
 *
 * @param site undefined where there is none: the page then says so
 */
export function serveSite(site: Site | undefined): RequestHandler {
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return next();
    if (req.path === '/') return sendPage(res, site);
    const file = site?.files.get(req.path);
    if (site && file) sendFile(res, site, file, next);
    else next();
  };
}

function sendPage(res: Response, site: Site | undefined): void {
  if (site === undefined) throw new HttpProblem(404, noEditor);
  res.set('Cache-Control', CHECKED).type('html').send(site.page);
}

function sendFile(res: Response, { folder }: Site, file: SiteFile, next: (error?: unknown) => void): void {
  res.set({ ETag: file.etag, 'Cache-Control': file.hashed ? FOREVER : CHECKED });
  res.sendFile(file.path, { root: folder, cacheControl: false }, (error?: unknown) => {
    // A client that goes away in the middle is no failure.
    if (error !== undefined && !res.headersSent) next(error);
  });
}

const noEditor = {
  code: 'editor-missing',
  message: 'This server was started without the editor.',
  remedy:
    'In a clone, npm start builds and serves it; elsewhere --site names the folder of a built one. ' +
    'What programs can do here is described at /api/openapi.json.',
};
