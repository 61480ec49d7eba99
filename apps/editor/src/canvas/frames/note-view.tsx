import { changeNote } from '@latentgraph/graph-core';
import type { NodeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { useServices } from '../../app/services-context.tsx';
import { documentText } from '../../keyboard/focus.ts';
import { endOfWriting } from '../../keyboard/writing.ts';
import { safeColor } from '../node/tint.ts';
import type { NoteItem } from './frame-items.ts';
import { ItemToolbar } from './item-toolbar.tsx';
import { NoteText } from './note-text.tsx';
import styles from './note-view.module.css';
import { ResizeHandles } from './resize-handles.tsx';

const SMALLEST = { width: 120, height: 48 };

/** Words on the canvas: a double click opens them for writing. */
export const NoteView = memo(function NoteView({ data: { id, note }, selected }: NodeProps<NoteItem>) {
  const { editor } = useServices();
  const [writing, setWriting] = useState(selected && note.text === '');
  const color = safeColor(note.color);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the note's item does the same.
    <div
      className={styles.note}
      data-selected={selected || undefined}
      style={color === undefined ? undefined : { '--item-color': color }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        setWriting(true);
      }}
    >
      {writing ? (
        <textarea
          className={`${styles.field} nodrag nopan nowheel nokey`}
          {...documentText}
          aria-label="Text of the note"
          placeholder="Write a note…"
          maxLength={20_000}
          // biome-ignore lint/a11y/noAutofocus: it opens because the person asked for it.
          autoFocus
          value={note.text}
          onChange={({ target }) =>
            editor.apply(changeNote(id, { text: target.value }), { group: `note:${id}` })
          }
          onBlur={() => setWriting(false)}
          onKeyDown={(event) => {
            if (endOfWriting(event) === 'give-up') setWriting(false);
            if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
          }}
        />
      ) : (
        <NoteText text={note.text} />
      )}
      <ResizeHandles
        visible={selected}
        smallest={SMALLEST}
        onResize={({ x, y, width, height }) =>
          editor.apply(changeNote(id, { position: { x, y }, size: { width, height } }))
        }
      />
      <ItemToolbar
        visible={selected && !writing}
        noun="note"
        color={note.color}
        onColor={(next) => editor.apply(changeNote(id, { color: next }))}
      />
    </div>
  );
});
