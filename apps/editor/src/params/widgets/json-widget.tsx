import { clsx } from 'clsx';
import { useState } from 'react';
import styles from './json-widget.module.css';
import type { WidgetProps } from './widget.ts';

/** Anything that has no field of its own, as JSON. */
export function JsonWidget({ param, value, invalid, describedBy, change, refuse, discard }: WidgetProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined);

  function type(text: string): void {
    setTyped(text);
    const parsed = parseJson(text);
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
      value={typed ?? JSON.stringify(value, null, 2)}
      onChange={({ target }) => type(target.value)}
      onKeyDown={({ key }) => {
        if (key !== 'Escape') return;
        setTyped(undefined);
        discard();
      }}
      // What could not be read stays, to be mended.
      onBlur={() => {
        if (!invalid) setTyped(undefined);
      }}
    />
  );
}

function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
