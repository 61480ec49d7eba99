import { readJson } from '@latentgraph/graph-core';
import { clsx } from 'clsx';
import { endOfWriting } from '../../keyboard/writing.ts';
import { useTyped } from '../../ui/use-typed.ts';
import styles from './json-widget.module.css';
import type { WidgetProps } from './widget.ts';

/** Anything that has no field of its own, as JSON. */
export function JsonWidget({ param, value, invalid, describedBy, change, refuse, discard }: WidgetProps) {
  const typed = useTyped(value);

  function type(text: string): void {
    const parsed = readJson(text);
    typed.type(text, parsed.ok ? parsed.value : value);
    if (parsed.ok) change(parsed.value);
    else refuse(value, 'This is not JSON yet: quote names and texts, and close every bracket.');
  }

  return (
    <textarea
      className={clsx(styles.json, 'nodrag nopan nowheel')}
      aria-label={`${param.title}, as JSON`}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      spellCheck={false}
      value={typed.text ?? JSON.stringify(value, null, 2)}
      onChange={({ target }) => type(target.value)}
      onKeyDown={(event) => {
        if (endOfWriting(event) !== 'give-up') return;
        typed.forget();
        discard();
      }}
      // What could not be read stays, to be mended.
      onBlur={() => {
        if (!invalid) typed.forget();
      }}
    />
  );
}
