import { clsx } from 'clsx';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { endOfWriting } from '../../keyboard/writing.ts';
import { stepped, stepsByKey } from '../../ui/number-range.ts';
import { readNumber } from '../../ui/read-number.ts';
import { useTyped } from '../../ui/use-typed.ts';
import styles from './number-entry.module.css';

export interface NumberEntryProps {
  /** A number; anything else is shown as it was typed. */
  readonly value: unknown;
  readonly label: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly step: number;
  /** Whole numbers only. */
  readonly integer?: boolean;
  /** Draws how far along this range the value is, and lets the pointer drag it. */
  readonly range?: readonly [number, number] | undefined;
  readonly placeholder?: string | undefined;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  /** Given a number, undefined for nothing, or a text that is no number. */
  onChange(value: unknown): void;
  /** Told when what was typed is to be forgotten. */
  onDiscard(): void;
  /** Told when the number stands as it is to be: a step, unlike a keystroke, is a choice of its own. */
  onSettle(): void;
}

/** Pixels that the pointer may move before a press on the bar is a drag. */
const DRAG_THRESHOLD_PX = 3;

/**
 * A number to type, to step with the arrow keys, and, with a range, to drag: a press without a drag starts typing.
 * What is no number is handed on as it was typed, for others to say what is wrong with it.
 */
export function NumberEntry(props: NumberEntryProps) {
  const {
    value,
    label,
    min,
    max,
    step,
    integer = false,
    range,
    placeholder,
    invalid,
    describedBy,
    onChange,
  } = props;
  // Where there may be no number, an emptied field is undefined, elsewhere an empty text.
  const typed = useTyped(value ?? '');
  const input = useRef<HTMLInputElement>(null);
  const drag = useBarDrag(props, input);

  function type(text: string): void {
    const next = valueOfText(text, integer);
    typed.type(text, next ?? '');
    onChange(next);
  }

  function pressKey(event: KeyboardEvent): void {
    const end = endOfWriting(event);
    if (end !== undefined) {
      if (end === 'give-up') props.onDiscard();
      typed.forget();
      input.current?.blur();
      return;
    }
    const steps = stepsByKey(event);
    if (steps === undefined || typeof value !== 'number') return;
    event.preventDefault();
    typed.forget();
    onChange(stepped(value, steps, { min, max, step }));
    props.onSettle();
  }

  return (
    <span className={clsx(styles.entry, range && styles.bar)} data-invalid={invalid || undefined} {...drag}>
      {range && typeof value === 'number' && (
        <span className={styles.fill} style={{ inlineSize: `${100 * shareOf(value, range)}%` }} />
      )}
      <input
        ref={input}
        type="text"
        role="spinbutton"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-valuenow={typeof value === 'number' ? value : undefined}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        placeholder={placeholder}
        className={clsx(styles.input, 'nodrag nopan')}
        value={typed.text ?? (value === undefined ? '' : String(value))}
        onChange={({ target }) => type(target.value)}
        onBlur={typed.forget}
        onKeyDown={pressKey}
      />
    </span>
  );
}

/** Undefined for nothing; what is no number stays a text. */
function valueOfText(text: string, integer: boolean): number | string | undefined {
  return text.trim() === '' ? undefined : (readNumber(text, { integer }) ?? text);
}

function shareOf(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

function useBarDrag(
  { value, min, max, step, range, onChange }: NumberEntryProps,
  input: { readonly current: HTMLInputElement | null },
) {
  const press = useRef<{ x: number; from: number; width: number; moved: boolean } | undefined>(undefined);
  if (!range || typeof value !== 'number') return {};
  const [low, high] = range;
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || document.activeElement === input.current) return;
      // Otherwise the input would take the focus before it is known whether this is a drag.
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const from = Math.min(high, Math.max(low, value));
      press.current = { x: event.clientX, from, width: event.currentTarget.clientWidth, moved: false };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const start = press.current;
      if (!start) return;
      const distance = event.clientX - start.x;
      start.moved ||= Math.abs(distance) > DRAG_THRESHOLD_PX;
      if (!start.moved) return;
      const share = (distance / start.width) * (event.shiftKey ? 0.1 : 1);
      const target = Math.min(high, Math.max(low, start.from + share * (high - low)));
      const steps = Math.round((target - low) / step);
      const next = Math.min(high, stepped(low, steps, { min, max, step }));
      if (next !== value) onChange(next);
    },
    onPointerUp() {
      if (press.current && !press.current.moved) {
        input.current?.focus();
        input.current?.select();
      }
      press.current = undefined;
    },
    onPointerCancel() {
      press.current = undefined;
    },
  };
}
