import { useEffect, useRef, useState } from 'react';
import { endOfWriting } from '../../keyboard/writing.ts';
import styles from './editable-title.module.css';

export interface EditableTitleProps {
  readonly title: string;
  /** Shown where there is no title. */
  readonly placeholder: string;
  /** Its accessible name while it is written. */
  readonly label: string;
  readonly startsOpen?: boolean;
  /** Told once, when the title was written. */
  onChange(title: string): void;
}

/** A title that a double click, Enter or F2 opens for writing. Enter and leaving it keep what was written, Escape does not. */
export function EditableTitle({
  title,
  placeholder,
  label,
  startsOpen = false,
  onChange,
}: EditableTitleProps) {
  const [draft, setDraft] = useState(startsOpen ? title : undefined);
  const field = useRef<HTMLInputElement>(null);
  const writing = draft !== undefined;
  useEffect(() => {
    if (writing) field.current?.select();
  }, [writing]);

  if (draft === undefined) {
    return (
      <h2
        className={styles.title}
        data-empty={title === '' || undefined}
        onDoubleClick={() => setDraft(title)}
      >
        {title === '' ? placeholder : title}
      </h2>
    );
  }
  const close = (kept: boolean) => {
    setDraft(undefined);
    if (kept && draft.trim() !== title) onChange(draft.trim());
  };
  return (
    <input
      ref={field}
      className={`${styles.field} nodrag nopan nokey`}
      aria-label={label}
      placeholder={placeholder}
      maxLength={200}
      value={draft}
      // biome-ignore lint/a11y/noAutofocus: it opens because the person asked for it.
      autoFocus
      onChange={({ target }) => setDraft(target.value)}
      onBlur={() => close(true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        const end = endOfWriting(event);
        if (end !== undefined) close(end === 'keep');
      }}
    />
  );
}
