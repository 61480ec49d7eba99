import sharp from 'sharp';
import { mediaTypeOf } from '../../../cli/media-type.ts';
import { HttpProblem } from '../http-problem.ts';
import { isPngDataHonest } from './png-data.ts';

/**
 * What uploaded bytes are, by the bytes themselves. Pictures are looked at before they are kept: only their
 * headers are decoded.
 *
 * @returns the media type; `application/octet-stream` for all that is no picture
 * @throws HttpProblem for a picture that is broken, too large, or larger than it says
 */
export async function checkPicture(bytes: Uint8Array, mostPixels: number): Promise<string> {
  const mediaType = mediaTypeOf(bytes);
  if (mediaType === 'application/octet-stream') return mediaType;
  const { width, height, pages = 1 } = await readSize(bytes);
  if (width * height * pages > mostPixels) throw tooLarge(mostPixels);
  if (!(await isPngDataHonest(bytes))) throw unreadable('its data goes on behind its last row');
  return mediaType;
}

async function readSize(bytes: Uint8Array) {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

export function tooLarge(mostPixels: number): HttpProblem {
  return new HttpProblem(413, {
    code: 'image-too-large',
    message: `The picture has more than ${mostPixels / 1e6} million pixels.`,
    remedy: 'Make it smaller first.',
  });
}

export function unreadable(reason: string): HttpProblem {
  return new HttpProblem(422, {
    code: 'image-unreadable',
    message: `The file is no picture that can be read (${reason}).`,
    remedy: 'Use a PNG, JPEG or WebP, and check that it is whole.',
  });
}
