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

/** The number that a person typed, with a comma or a point; undefined where it is none, or is out of range. */
export function typedNumber(
  text: string,
  { min = -Infinity, max = Infinity }: NumberRange,
): number | undefined {
  const plain = text.trim().replace(',', '.');
  const value = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(value) && value >= min && value <= max ? value : undefined;
}

function decimals(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}
