import { memo } from 'react';
import styles from './note-view.module.css';
import { type NoteSpan, parseNote } from './parse-note.ts';

/** A note as it is read. */
export const NoteText = memo(function NoteText({ text }: { readonly text: string }) {
  if (text.trim() === '') return <p className={styles.empty}>Empty note</p>;
  return (
    <div className={styles.text}>
      {keyed(parseNote(text)).map(([key, block]) =>
        block.kind === 'list' ? (
          <ul key={key}>
            {keyed(block.items).map(([item, spans]) => (
              <li key={item}>
                <Spans spans={spans} />
              </li>
            ))}
          </ul>
        ) : (
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
  return keyed(spans).map(([key, { style, text }]) => {
    if (style === 'plain') return text;
    const Tag = TAGS[style];
    return <Tag key={key}>{text}</Tag>;
  });
}

/** What is parsed anew for every text has no better keys than its places. */
function keyed<Item>(items: readonly Item[]): (readonly [number, Item])[] {
  return items.map((item, index) => [index, item] as const);
}
