import { clsx } from 'clsx';
import { type KeyboardEvent, useId } from 'react';
import { endOfWriting } from '../keyboard/writing.ts';
import styles from './field.module.css';
import { clamp, type NumberRange, stepped, stepsByKey } from './number-range.ts';
import { readNumber } from './read-number.ts';
import { useScrub } from './use-scrub.ts';
import { useTyped } from './use-typed.ts';

export interface NumberFieldProps extends NumberRange {
  readonly value: number;
  readonly label: string;
  /** For where the label already stands beside it. */
  readonly labelHidden?: boolean;
  readonly disabled?: boolean;
  readonly id?: string;
  onChange(value: number): void;
}

/**
 * A number: typed, or changed with the arrow keys (Page Up and Down: ten steps, Home and End: the ends where there are
 * any), or by dragging its label. While what is typed is no number in the range, the value stays as it was.
 */
export function NumberField({
  value,
  label,
  labelHidden = false,
  disabled,
  onChange,
  ...rest
}: NumberFieldProps) {
  const typed = useTyped(value);
  const ownId = useId();
  const id = rest.id ?? ownId;
  const scrub = useScrub(value, rest, onChange);

  const read = (text: string) => readNumber(text, { integer: Number.isInteger(rest.step ?? 1) });

  function change(next: number): void {
    typed.forget();
    if (next !== value) onChange(next);
  }

  function type(text: string): void {
    const next = inRange(read(text), rest);
    typed.type(text, next ?? value);
    if (next !== undefined && next !== value) onChange(next);
  }

  function leave(): void {
    if (typed.text === undefined) return;
    const next = read(typed.text);
    change(next === undefined ? value : clamp(next, rest));
  }

  return (
    <span className={styles.field}>
      <label
        htmlFor={id}
        className={labelHidden ? 'visually-hidden' : clsx(styles.label, styles.scrub)}
        {...scrub}
      >
        {label}
      </label>
      <input
        id={id}
        // Unlike type=number it takes a comma, and the wheel does not change it in passing.
        type="text"
        role="spinbutton"
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        aria-valuenow={value}
        aria-valuemin={rest.min}
        aria-valuemax={rest.max}
        aria-invalid={typed.text !== undefined && inRange(read(typed.text), rest) === undefined}
        className={clsx(styles.input, styles.number, 'nodrag')}
        value={typed.text ?? String(value)}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          const end = endOfWriting(event);
          if (end === 'keep') leave();
          else if (end === 'give-up') typed.forget();
          const next = valueByKey(event, value, rest);
          if (next === undefined) return;
          event.preventDefault();
          change(next);
        }}
      />
    </span>
  );
}

/** Undefined for what is none that the field takes. */
function inRange(value: number | undefined, range: NumberRange): number | undefined {
  return value !== undefined && clamp(value, range) === value ? value : undefined;
}

function valueByKey(event: KeyboardEvent, value: number, range: NumberRange): number | undefined {
  if (event.key === 'Home') return range.min;
  if (event.key === 'End') return range.max;
  const steps = stepsByKey(event);
  return steps === undefined ? undefined : stepped(value, steps, range);
}
