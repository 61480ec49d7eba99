import type { PictureRef } from '../run/run-view.ts';
import { usePictureUrl } from '../run/use-picture-url.ts';
import styles from './result-image.module.css';

/** A picture of a run, as large as its place allows. Nothing is drawn before it is there. */
export function ResultImage({ picture }: { readonly picture: PictureRef }) {
  const url = usePictureUrl(picture);
  if (url === undefined) return null;
  return (
    <img
      className={styles.picture}
      src={url}
      alt=""
      draggable={false}
      data-pixels={isLookedAtByPixels(picture) || undefined}
    />
  );
}

/** Small pictures are; the still smaller ones that foresee a picture are better blurred. */
function isLookedAtByPixels({ widthPx, heightPx }: PictureRef): boolean {
  const side = Math.max(widthPx, heightPx);
  return side > 64 && side <= 256;
}
