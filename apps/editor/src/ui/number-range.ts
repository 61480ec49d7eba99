/** The numbers that a field takes. */
export interface NumberRange {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What an arrow key adds; 1 where it is not given. */
  readonly step?: number | undefined;
}

/** A number brought between the ends. */
export function clamp(value: number, { min = -Infinity, max = Infinity }: NumberRange): number {
  return Math.min(max, Math.max(min, value));
}

/** A number moved by some steps, kept on the grid of its step and free of binary fractions such as 0.30000000000000004. */
export function stepped(value: number, steps: number, range: NumberRange): number {
  const { step = 1 } = range;
  const digits = Math.max(decimals(step), decimals(value));
  return clamp(Number((value + steps * step).toFixed(Math.min(digits, 12))), range);
}

/** How many steps a key moves a number by; undefined for keys that do not. */
export function stepsByKey({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: shiftKey ? 10 : 1,
    ArrowDown: shiftKey ? -10 : -1,
    PageUp: 10,
    PageDown: -10,
  };
  return steps[key];
}

function decimals(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}
