import { useShallow } from 'zustand/react/shallow';
import { useRuns, useServices } from '../app/services-context.tsx';
import type { PictureRef } from '../run/run-view.ts';
import type { RunsState } from '../run/runs.ts';
import { Button } from '../ui/button.tsx';
import styles from './node-pictures.module.css';
import { ResultImage } from './result-image.tsx';

export interface NodePicturesProps {
  readonly node: string;
  /** Said while there is no picture. */
  readonly nothing: string;
}

/** A node shows no more than this; the viewer has all. */
const MOST_SHOWN = 4;

/** The pictures that came out of a node in the run that is shown. */
export function NodePictures({ node, nothing }: NodePicturesProps) {
  const { views } = useServices();
  const pictures = useRuns(useShallow((state: RunsState) => picturesOf(state, node)));
  if (pictures.length === 0) return <p className={styles.nothing}>{nothing}</p>;
  const shown = pictures.slice(0, MOST_SHOWN);
  return (
    <div className={styles.pictures} data-many={shown.length > 1 || undefined}>
      {shown.map((picture, index) => (
        <Thumbnail
          // biome-ignore lint/suspicious/noArrayIndexKey: a new run puts its pictures in the places of the old.
          key={index}
          picture={picture}
          label={`Show picture ${index + 1} of ${pictures.length} large`}
          more={index === MOST_SHOWN - 1 ? pictures.length - MOST_SHOWN : 0}
          onOpen={() => views.open({ kind: 'viewer', pictures, index })}
        />
      ))}
    </div>
  );
}

/** What it showed in an earlier run stays until there is something newer. */
function picturesOf({ shown }: RunsState, node: string): readonly PictureRef[] {
  const kept = shown?.outputs.filter((output) => output.node === node) ?? [];
  if (kept.length > 0) return kept;
  const last = shown?.nodes[node]?.picture;
  return last ? [last] : [];
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
