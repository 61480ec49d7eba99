import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** In lower-case hex. The browser's own `crypto.subtle` is missing on pages without https, and takes no parts. */
export function sha256(bytes: Uint8Array): string {
  return bytesToHex(digest(bytes));
}

/** Of bytes that come in parts. */
export function startSha256(): { add(bytes: Uint8Array): void; hex(): string } {
  const hash = digest.create();
  return { add: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}
