import { useShallow } from 'zustand/react/shallow';
import { useRuns } from '../app/services-context.tsx';
import type { PictureRef } from '../run/run-view.ts';
import type { RunsState } from '../run/runs.ts';
import styles from './node-pictures.module.css';
import { PictureList } from './picture-list.tsx';

export interface NodePicturesProps {
  readonly node: string;
  /** Said while there is no picture. */
  readonly nothing: string;
}

/** A node shows no more than this; the viewer has all. */
const MOST_SHOWN = 4;

/** The pictures that came out of a node in the run that is shown. */
export function NodePictures({ node, nothing }: NodePicturesProps) {
  const pictures = useRuns(useShallow((state: RunsState) => picturesOf(state, node)));
  if (pictures.length === 0) return <p className={styles.nothing}>{nothing}</p>;
  return (
    <div className={styles.pictures}>
      <PictureList pictures={pictures} most={MOST_SHOWN} />
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
