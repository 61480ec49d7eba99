import { fromBase64 } from '@latentgraph/runtime-web';

/** Bytes as text and back (RFC 4648), plain and in the alphabet that URLs take. */

/** `btoa` takes a string of one character a byte; longer ones than this overflow the stack when spread. */
const SLICE_BYTES = 0x8000;

export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + SLICE_BYTES)));
  }
  return btoa(parts.join(''));
}

export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Undefined for text that is not base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
}
