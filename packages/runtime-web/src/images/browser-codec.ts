import type { ImageCodec } from '@latentgraph/nodes';
import { decodePicture } from './decode.ts';
import { encodePicture } from './encode.ts';

/** Picture files through the browser's own decoders; PNG is written here, so that every browser writes the same bytes. */
export function createBrowserCodec(): ImageCodec {
  return { decode: decodePicture, encode: encodePicture };
}
