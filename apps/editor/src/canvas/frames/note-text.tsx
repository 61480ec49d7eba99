import { memo } from 'react';
import styles from './note-view.module.css';
import { type NoteSpan, parseNote } from './parse-note.ts';

/** A note as it is read. */
export const NoteText = memo(function NoteText({ text }: { readonly text: string }) {
  if (text.trim() === '') return <p className={styles.empty}>Empty note</p>;
  return (
    <div className={styles.text}>
      {parseNote(text).map((block, key) =>
        block.kind === 'list' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is parsed anew for every text has no better key than its place.
          <ul key={key}>
            {block.items.map((spans, item) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <li key={item}>
                <Spans spans={spans} />
              </li>
            ))}
          </ul>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <p key={key} className={block.kind === 'heading' ? styles.heading : undefined}>
            <Spans spans={block.spans} />
          </p>
        ),
      )}
    </div>
  );
});

const TAGS = { strong: 'strong', emphasis: 'em', code: 'code' } as const;

function Spans({ spans }: { readonly spans: readonly NoteSpan[] }) {
  return spans.map(({ style, text }, key) => {
    if (style === 'plain') return text;
    const Tag = TAGS[style];
    // biome-ignore lint/suspicious/noArrayIndexKey: a span has no better key than its place either.
    return <Tag key={key}>{text}</Tag>;
  });
}
