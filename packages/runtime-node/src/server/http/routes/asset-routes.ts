import { basename, dirname } from 'node:path';
import type { Routes } from '@latentgraph/client';
import type { Asset } from '@latentgraph/graph-core';
import type { Request, Response } from 'express';
import type { AssetFile } from '../../../stores/disk-asset-store.ts';
import type { Handler } from '../bind-route.ts';
import { HttpProblem, notFound } from '../http-problem.ts';
import { checkPicture } from '../pictures/check-picture.ts';
import type { ServerContext } from '../server-context.ts';

type Names = 'putAsset' | 'asset' | 'thumbnail';

/** What has a hash for a name never changes. Nobody else's cache may keep it. */
const FOREVER = 'private, max-age=31536000, immutable';

/** Bytes by content hash. */
export function assetRoutes({ jobs, limits, thumbnails }: ServerContext): {
  readonly [Name in Names]: Handler<Routes[Name]>;
} {
  const { assets } = jobs;
  async function find(hash: string): Promise<Asset> {
    const asset = await assets.get(hash);
    if (!asset) throw notFound('asset', hash);
    return asset;
  }
  return {
    async putAsset({ body }) {
      const mediaType = await checkPicture(body, limits.pixels);
      return { hash: await assets.put(body, mediaType), mediaType, sizeBytes: body.length };
    },
    async asset({ params: { hash } }, { req, res }) {
      if (isKnown(req, res, hash)) return;
      const file = await jobs.assetFile(hash);
      if (file) return sendFile(res, hash, file);
      const { mediaType, bytes } = await find(hash);
      sendBytes(res, hash, mediaType, bytes);
    },
    async thumbnail({ params: { hash }, query: { size } }, { req, res }) {
      const tag = `${hash}-${size}`;
      if (isKnown(req, res, tag)) return;
      const small = await thumbnails.make(async () => (await find(hash)).bytes, size);
      sendBytes(res, tag, 'image/webp', small);
    },
  };
}

/** Answers 304 to a client that has these bytes. */
function isKnown(req: Request, res: Response, tag: string): boolean {
  const known = req.get('If-None-Match') === `"${tag}"`;
  if (known)
    res
      .set({ ETag: `"${tag}"`, 'Cache-Control': FOREVER })
      .status(304)
      .end();
  return known;
}

/** In pieces, as fast as the client takes them; a part where it asks for a range. */
function sendFile(res: Response, hash: string, { path, mediaType }: AssetFile): Promise<void> {
  setHeaders(res, hash, mediaType);
  const options = { root: dirname(path), cacheControl: false, lastModified: false };
  return new Promise((resolve, reject) => {
    res.sendFile(basename(path), options, (error?: unknown) => {
      // A client that goes away in the middle is no failure; a file that was collected meanwhile is gone.
      if (error !== undefined && !res.headersSent) reject(refusalOf(error, hash));
      else resolve();
    });
  });
}

function refusalOf(error: unknown, hash: string): unknown {
  const { status } = error as { readonly status?: unknown };
  if (status === 404) return notFound('asset', hash);
  return status === 416 ? rangeRefused : error;
}

const rangeRefused = new HttpProblem(416, {
  code: 'range-refused',
  message: 'The range of bytes that was asked for lies behind the end of the file.',
  remedy: 'Ask for a part of it, or for all.',
});

function sendBytes(res: Response, tag: string, mediaType: string, bytes: Uint8Array): void {
  setHeaders(res, tag, mediaType);
  res.set('Content-Length', String(bytes.length)).end(bytes);
}

function setHeaders(res: Response, tag: string, mediaType: string): void {
  const isPicture = mediaType.startsWith('image/');
  res.set({
    'Content-Type': isPicture ? mediaType : 'application/octet-stream',
    'Content-Disposition': isPicture ? 'inline' : 'attachment',
    // Opened as a page of its own, it can do nothing.
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': FOREVER,
    ETag: `"${tag}"`,
  });
}
