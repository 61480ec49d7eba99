import { changeFrame } from '@latentgraph/graph-core';
import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { safeColor } from '../node/tint.ts';
import { EditableTitle } from './editable-title.tsx';
import type { FrameItem } from './frame-items.ts';
import styles from './frame-view.module.css';
import { ItemToolbar } from './item-toolbar.tsx';
import { ResizeHandles } from './resize-handles.tsx';

const SMALLEST = { width: 120, height: 80 };

/** A titled rectangle behind nodes: its title moves it with all that stands in it. */
export const FrameView = memo(function FrameView({ data: { id, frame }, selected }: NodeProps<FrameItem>) {
  const { editor } = useServices();
  const color = safeColor(frame.color);
  return (
    <section
      className={styles.frame}
      data-selected={selected || undefined}
      style={color === undefined ? undefined : { '--item-color': color }}
    >
      <header className={`${styles.header} frame-handle`}>
        <EditableTitle
          title={frame.title}
          placeholder="Frame"
          label="Title of the frame"
          startsOpen={selected && frame.title === ''}
          onChange={(title) => editor.apply(changeFrame(id, { title }))}
        />
      </header>
      <ResizeHandles
        visible={selected}
        smallest={SMALLEST}
        onResize={({ x, y, width, height }) =>
          editor.apply(changeFrame(id, { position: { x, y }, size: { width, height } }))
        }
      />
      <ItemToolbar
        visible={selected}
        noun="frame"
        color={frame.color}
        onColor={(next) => editor.apply(changeFrame(id, { color: next }))}
      />
    </section>
  );
});
