import { useStore } from 'zustand';
import { useRuns, useServices } from '../app/services-context.tsx';
import { pictureExtension } from '../files/asset-blob.ts';
import { pictureFileName, resultTitle } from '../gallery/result-text.ts';
import type { PictureRef } from '../run/run-view.ts';
import { usePictureUrls } from '../run/use-picture-url.ts';
import { originOf, type PictureOrigin } from './picture-origin.ts';

/** A picture to look at, wherever it comes from. */
export interface ViewedPicture {
  /** Undefined while its bytes are on their way. */
  readonly url: string | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What tells it from others, on one line. */
  readonly title: string;
  /** Name of the file when it is downloaded. */
  readonly fileName: string;
  readonly origin: PictureOrigin | undefined;
}

/** Pictures with all that is known of them. */
export function useViewedPictures(pictures: readonly PictureRef[]): readonly ViewedPicture[] {
  const { gallery } = useServices();
  const results = useStore(gallery.store, (state) => state.results);
  const shown = useRuns((state) => state.shown);
  const urls = usePictureUrls(pictures);
  return pictures.map((picture, at) => {
    const { widthPx, heightPx, asset, mediaType } = picture;
    const origin = originOf(picture, results, shown);
    const result = origin?.result;
    return {
      ...{ url: urls[at], widthPx, heightPx, origin },
      title: result ? resultTitle(result) : (origin?.name ?? `Picture ${at + 1}`),
      fileName: result
        ? pictureFileName(result)
        : `latentgraph-${asset.slice(0, 8)}.${pictureExtension(mediaType)}`,
    };
  });
}
