import { Tooltip } from '../ui/tooltip.tsx';
import styles from './picture-caption.module.css';
import type { ViewedPicture } from './viewed-picture.ts';

export interface PictureCaptionProps extends Pick<ViewedPicture, 'origin' | 'widthPx' | 'heightPx'> {
  /** Pixels of the screen for one of the picture. */
  readonly scale: number;
}

/** The words that a picture was painted by, its seed, and how large it is. */
export function PictureCaption({ origin, widthPx, heightPx, scale }: PictureCaptionProps) {
  const { prompt, seed } = origin ?? {};
  const facts = [
    seed === undefined ? '' : `Seed ${seed}`,
    `${widthPx} × ${heightPx}`,
    `${Math.round(scale * 100)} %`,
  ];
  return (
    <div className={styles.caption}>
      {prompt !== undefined && (
        <Tooltip text={prompt}>
          <p className={styles.prompt}>{prompt}</p>
        </Tooltip>
      )}
      <p className={styles.facts}>{facts.filter((fact) => fact !== '').join(' · ')}</p>
    </div>
  );
}
