import { NodeResizer } from '@xyflow/react';
import type { Rect } from '../point.ts';
import styles from './resize-handles.module.css';

export interface ResizeHandlesProps {
  readonly visible: boolean;
  readonly smallest: { readonly width: number; readonly height: number };
  onResize(box: Rect): void;
}

/** Corners and sides by which an item of the canvas is made larger or smaller. */
export function ResizeHandles({ visible, smallest, onResize }: ResizeHandlesProps) {
  return (
    <NodeResizer
      isVisible={visible}
      minWidth={smallest.width}
      minHeight={smallest.height}
      lineClassName={styles.line ?? ''}
      handleClassName={styles.corner ?? ''}
      onResizeEnd={(_, box) => onResize(box)}
    />
  );
}
