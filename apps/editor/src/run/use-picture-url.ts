import { useEffect, useState } from 'react';
import { useServices } from '../app/services-context.tsx';
import type { PictureUrls } from './picture-urls.ts';
import type { PictureRef } from './run-view.ts';

/**
 * A URL for `<img src>`. While a picture is on its way the one before stays, so that previews do not flicker.
 *
 * @returns undefined before the first picture is there, and where it is not to be had
 */
export function usePictureUrl(picture: Pick<PictureRef, 'asset'> | undefined): string | undefined {
  return useUrl(useServices().pictureUrls, picture?.asset);
}

/** As `usePictureUrl`, for several at once. */
export function usePictureUrls(
  pictures: readonly Pick<PictureRef, 'asset'>[],
): readonly (string | undefined)[] {
  const { pictureUrls } = useServices();
  const [, refresh] = useState(0);
  const key = pictures.map(({ asset }) => asset).join();
  useEffect(() => {
    const assets = key === '' ? [] : key.split(',');
    const held = assets.map((asset) => pictureUrls.acquire(asset));
    for (const { url } of held) void url.then(() => refresh((count) => count + 1));
    return () => {
      for (const { release } of held) release();
    };
  }, [pictureUrls, key]);
  return pictures.map(({ asset }) => pictureUrls.peek(asset));
}

/** A URL of a picture made small, for results of the gallery. */
export function useThumbnailUrl(asset: string): string | undefined {
  return useUrl(useServices().thumbnailUrls, asset);
}

function useUrl(urls: PictureUrls, asset: string | undefined): string | undefined {
  const [url, setUrl] = useState(() => (asset === undefined ? undefined : urls.peek(asset)));
  useEffect(() => {
    if (asset === undefined) return setUrl(undefined);
    let wanted = true;
    const held = urls.acquire(asset);
    void held.url.then((found) => wanted && setUrl(found));
    return () => {
      wanted = false;
      held.release();
    };
  }, [urls, asset]);
  return url;
}
