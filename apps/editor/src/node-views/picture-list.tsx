import { useServices } from '../app/services-context.tsx';
import type { PictureRef } from '../run/run-view.ts';
import { Button } from '../ui/button.tsx';
import styles from './picture-list.module.css';
import { ResultImage } from './result-image.tsx';

export interface PictureListProps {
  readonly pictures: readonly PictureRef[];
  /** Shows no more than this, and says how many more there are. */
  readonly most?: number;
  /** Whether the pictures share the height of what is around them, instead of being as high as they are wide. */
  readonly fill?: boolean;
}

/** Pictures of a run: a click shows one of them large. */
export function PictureList({ pictures, most = pictures.length, fill = false }: PictureListProps) {
  const { views } = useServices();
  const shown = pictures.slice(0, most);
  const columns = { '--columns': Math.ceil(Math.sqrt(shown.length)) };
  return (
    <div className={styles.pictures} data-fill={fill || undefined} style={columns}>
      {shown.map((picture, index) => (
        <Thumbnail
          // biome-ignore lint/suspicious/noArrayIndexKey: a new run puts its pictures in the places of the old.
          key={index}
          picture={picture}
          label={`Show picture ${index + 1} of ${pictures.length} large`}
          more={index === shown.length - 1 ? pictures.length - shown.length : 0}
          onOpen={() => views.open({ kind: 'viewer', pictures, index })}
        />
      ))}
    </div>
  );
}

interface ThumbnailProps {
  readonly picture: PictureRef;
  readonly label: string;
  /** How many more pictures there are than can be shown. */
  readonly more: number;
  onOpen(): void;
}

function Thumbnail({ picture, label, more, onOpen }: ThumbnailProps) {
  const { widthPx, heightPx } = picture;
  return (
    <Button variant="quiet" className={`${styles.thumbnail} nodrag`} aria-label={label} onClick={onOpen}>
      {/* The size is known before the picture is there: nothing moves when it comes. */}
      <span className={styles.frame} style={{ aspectRatio: `${widthPx} / ${heightPx}` }}>
        <ResultImage picture={picture} />
      </span>
      {more > 0 && <span className={styles.more}>+{more}</span>}
    </Button>
  );
}
