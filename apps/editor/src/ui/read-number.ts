export interface NumberFormat {
  /** Whole numbers only: then points and commas before three digits can only group them. */
  readonly integer?: boolean;
  /** Whether the person writes 1,5 for one and a half; as the browser is set by default. */
  readonly decimalComma?: boolean;
}

const DECIMAL_COMMA = new Intl.NumberFormat()
  .formatToParts(1.5)
  .some(({ type, value }) => type === 'decimal' && value === ',');

/** What groups digits and is never a decimal sign: spaces, `'` in Switzerland, `_` in programs. */
const GROUPING_ONLY = /[ '’_٬]/;

/**
 * The number that a person typed, as people of many countries write it: `1,000`, `1.000.000`, `1 000,5`, `1'000.5`, `0,5`,
 * `.5`, `1e3`. A point alone is the decimal sign, as fields show it; a comma before three digits groups them, unless
 * the person's language has the decimal comma.
 *
 * @returns undefined for what is no number
 */
export function readNumber(text: string, format: NumberFormat = {}): number | undefined {
  const plain = plainNumber(text, format);
  const value = plain === undefined ? Number.NaN : Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** As `readNumber`, in digits with a point at most: also for those beyond 2^53. */
export function plainNumber(text: string, format: NumberFormat = {}): string | undefined {
  const typed = withPlainDigits(text.normalize('NFKC').trim());
  const [, sign = '', body = '', exponent = ''] = /^([+-]?)([^e]*)(e[+-]?\d+)?$/i.exec(typed) ?? [];
  const digits = ungrouped(body, format);
  return digits === undefined ? undefined : `${sign === '-' ? '-' : ''}${digits}${exponent}`;
}

function ungrouped(
  body: string,
  { integer = false, decimalComma = DECIMAL_COMMA }: NumberFormat,
): string | undefined {
  const grouping = GROUPING_ONLY.exec(body)?.[0];
  const decimal =
    grouping === undefined ? decimalSign(body, integer, decimalComma) : /[.,][^.,]*$/.exec(body)?.[0][0];
  const at = decimal === undefined ? body.length : body.lastIndexOf(decimal);
  const [whole, fraction] = [body.slice(0, at), body.slice(at + 1)];
  if (!/^\d*$/.test(fraction) || !/\d/.test(body)) return undefined;
  const separator = grouping ?? /[.,]/.exec(whole)?.[0];
  if (separator !== undefined && !isGrouped(whole, separator)) return undefined;
  const digits = separator === undefined ? whole : whole.replaceAll(separator, '');
  if (!/^\d*$/.test(digits)) return undefined;
  return fraction === '' ? digits : `${digits === '' ? '0' : digits}.${fraction}`;
}

/** Which of point and comma begins the fraction, if one does. */
function decimalSign(body: string, integer: boolean, decimalComma: boolean): '.' | ',' | undefined {
  const signs = body.replaceAll(/[^.,]/g, '');
  const last = signs.at(-1) as '.' | ',' | undefined;
  if (last === undefined || signs.length === 0) return undefined;
  if (signs.length > 1) return signs.indexOf(last) === signs.length - 1 ? last : undefined;
  const couldGroup = !body.startsWith('0') && isGrouped(body, last);
  if (couldGroup && (integer || (last === ',' && !decimalComma))) return undefined;
  return last;
}

/** By thousands, or as in India by hundreds above them. */
function isGrouped(whole: string, separator: string): boolean {
  const [first = '', ...groups] = whole.split(separator);
  const sizes = groups.map(({ length }) => length);
  if (!/^\d{1,3}$/.test(first) || sizes.at(-1) !== 3) return false;
  const above = sizes.slice(0, -1);
  return above.every((size) => size === 3) || (first.length < 3 && above.every((size) => size === 2));
}

/** Digits of any script as 0 to 9, and the signs that stand beside them. */
function withPlainDigits(text: string): string {
  return text
    .replaceAll('−', '-')
    .replaceAll('٫', '.')
    .replaceAll(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0)!)));
}

/** Scripts have their digits one after another, from zero. */
function digitValue(code: number): number {
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}
