import sharp from 'sharp';
import { checkPicture, unreadable } from './check-picture.ts';
import { Gate } from './gate.ts';

/** A picture that takes longer is no ordinary one. */
const MOST_SECONDS = 10;

/** Makes pictures small, a few at a time. */
export class Thumbnails {
  readonly #gate: Gate;
  readonly #mostPixels: number;

  constructor(limits: { readonly thumbnails: number; readonly pixels: number }) {
    this.#gate = new Gate(limits.thumbnails);
    this.#mostPixels = limits.pixels;
  }

  /**
   * @param read called when it is its turn: those that wait hold no picture
   * @param size longest side in pixels; smaller pictures keep theirs
   * @returns a WebP file
   * @throws HttpProblem for what is no picture, or too large a one
   */
  make(read: () => Promise<Uint8Array>, size: number): Promise<Uint8Array> {
    return this.#gate.run(async () => {
      const bytes = await read();
      const mediaType = await checkPicture(bytes, this.#mostPixels);
      if (!mediaType.startsWith('image/')) throw unreadable('it is of another kind');
      try {
        return await sharp(bytes, { limitInputPixels: this.#mostPixels, sequentialRead: true })
          .autoOrient()
          .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
          .webp({ quality: 80 })
          .timeout({ seconds: MOST_SECONDS })
          .toBuffer();
      } catch (error) {
        throw unreadable(error instanceof Error ? error.message : String(error));
      }
    });
  }
}
