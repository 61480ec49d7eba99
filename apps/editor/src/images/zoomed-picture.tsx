import type { PanZoom } from './pan-zoom.ts';
import styles from './zoomed-picture.module.css';

export interface ZoomedPictureProps {
  /** Undefined while its bytes are on their way. */
  readonly url: string | undefined;
  /** Of the place that it takes at its own size, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly view: PanZoom;
  /** Left out where what is around says it. */
  readonly alt?: string;
}

/** From here on a person looks at pixels, not at a picture. */
const PIXELS_FROM = 2;

/** A picture as it lies in its box. */
export function ZoomedPicture({ url, width, height, view, alt = '' }: ZoomedPictureProps) {
  if (url === undefined) return null;
  return (
    <img
      className={styles.picture}
      data-pixels={view.scale >= PIXELS_FROM || undefined}
      src={url}
      alt={alt}
      width={width}
      height={height}
      draggable={false}
      style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
    />
  );
}
