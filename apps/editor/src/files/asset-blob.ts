import type { Asset } from '@latentgraph/graph-core';

/** What this program makes itself, and what shows a picture and can do nothing else. */
const SAFE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);

/**
 * The bytes of an asset, for showing and saving. Media types of assets come from files of strangers, and the address of a
 * blob has this page's origin: a type that a browser would open as a document becomes `application/octet-stream`, which
 * `<img>` shows all the same where it is a picture.
 */
export function assetBlob({ bytes, mediaType }: Pick<Asset, 'bytes' | 'mediaType'>): Blob {
  const type = SAFE_TYPES.has(mediaType) ? mediaType : 'application/octet-stream';
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};

/** What the name of a picture's file ends in, without the dot. */
export function pictureExtension(mediaType: string): string {
  return EXTENSIONS[mediaType] ?? 'png';
}
