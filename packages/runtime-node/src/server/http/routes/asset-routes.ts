import type { Routes } from '@latentgraph/client';
import type { Asset } from '@latentgraph/graph-core';
import type { Request, Response } from 'express';
import type { Handler } from '../bind-route.ts';
import { notFound } from '../http-problem.ts';
import { checkPicture } from '../pictures/check-picture.ts';
import type { ServerContext } from '../server-context.ts';

type Names = 'putAsset' | 'asset' | 'thumbnail';

/** What has a hash for a name never changes. Nobody else's cache may keep it. */
const FOREVER = 'private, max-age=31536000, immutable';

/** Bytes by content hash. */
export function assetRoutes({ jobs: { assets }, limits, thumbnails }: ServerContext): {
  readonly [Name in Names]: Handler<Routes[Name]>;
} {
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
      const { mediaType, bytes } = await find(hash);
      sendBytes(res, hash, mediaType, bytes);
    },
    async thumbnail({ params: { hash }, query: { size } }, { req, res }) {
      const tag = `${hash}-${size}`;
      if (isKnown(req, res, tag)) return;
      const { bytes } = await find(hash);
      sendBytes(res, tag, 'image/webp', await thumbnails.make(bytes, size));
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

function sendBytes(res: Response, tag: string, mediaType: string, bytes: Uint8Array): void {
  const isPicture = mediaType.startsWith('image/');
  res.set({
    'Content-Type': isPicture ? mediaType : 'application/octet-stream',
    'Content-Length': String(bytes.length),
    'Content-Disposition': isPicture ? 'inline' : 'attachment',
    // Opened as a page of its own, it can do nothing.
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': FOREVER,
    ETag: `"${tag}"`,
  });
  res.end(bytes);
}
