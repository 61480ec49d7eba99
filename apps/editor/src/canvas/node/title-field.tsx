import { useEffect, useRef } from 'react';
import { endOfWriting } from '../../keyboard/writing.ts';
import styles from './title-field.module.css';

interface TitleFieldProps {
  readonly title: string;
  /** What the node is called without a title of its own. */
  readonly usual: string;
  /** Undefined when the writing was given up. */
  onDone(title: string | undefined): void;
}

/** A node's title while it is written. Enter and leaving keep it, Escape does not. */
export function TitleField({ title, usual, onDone }: TitleFieldProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => ref.current?.select(), []);
  return (
    <input
      ref={ref}
      className={`nodrag nopan ${styles.field}`}
      aria-label="Title of the node"
      defaultValue={title === '' ? usual : title}
      placeholder={usual}
      maxLength={200}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={({ target }) => onDone(target.value.trim() === usual ? '' : target.value.trim())}
      onKeyDown={(event) => {
        event.stopPropagation();
        const end = endOfWriting(event);
        if (end === 'keep') event.currentTarget.blur();
        if (end === 'give-up') onDone(undefined);
      }}
    />
  );
}
