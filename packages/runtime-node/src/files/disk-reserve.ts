import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const CHUNK_BYTES = 2 ** 20;

/** Room that can be held and given up. */
export interface Reserve {
  hold(): boolean;
  release(): boolean;
}

/**
 * Room on a disk that is held by a file, to be given up when the disk is full: what frees room must be written down
 * too. The bytes are random, so that no file system stores them smaller.
 */
export class DiskReserve implements Reserve {
  readonly #path: string;
  readonly #sizeBytes: number;
  #isHeld: boolean;

  /** @param path of the file; one of the right size that is there already counts */
  constructor(path: string, sizeBytes: number) {
    this.#path = path;
    this.#sizeBytes = sizeBytes;
    this.#isHeld = statSync(path, { throwIfNoEntry: false })?.size === sizeBytes;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Takes the room when there is as much. Returns whether it is held. */
  hold(): boolean {
    if (this.#isHeld) return true;
    try {
      const { bavail, bsize } = statfsSync(dirname(this.#path));
      // Filling a disk up to see that it is full would take from others what they are just writing.
      if (bavail * bsize < this.#sizeBytes) return false;
      const file = openSync(this.#path, 'w', 0o600);
      try {
        for (let written = 0; written < this.#sizeBytes; ) {
          const bytes = randomFillSync(Buffer.alloc(Math.min(CHUNK_BYTES, this.#sizeBytes - written)));
          written += writeSync(file, bytes);
        }
      } finally {
        closeSync(file);
      }
      this.#isHeld = true;
    } catch {
      rmSync(this.#path, { force: true });
    }
    return this.#isHeld;
  }

  /** Gives the room back to the disk. Returns whether there was any. */
  release(): boolean {
    const wasHeld = this.#isHeld;
    this.#isHeld = false;
    if (wasHeld) rmSync(this.#path, { force: true });
    return wasHeld;
  }
}
