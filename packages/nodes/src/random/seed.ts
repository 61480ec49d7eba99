import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';

/** The largest seed: 64 bits, unsigned. */
export const MAX_SEED = 2n ** 64n - 1n;

/**
 * Reads a seed as documents and command lines write it: a whole number 0 … 2^64 − 1, as a decimal string where it
 * is above 2^53 − 1.
 *
 * Problems: `invalid-seed`.
 */
export function parseSeed(value: number | string): Result<{ readonly seed: bigint }> {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0) return { ok: true, warnings: [], seed: BigInt(value) };
    return failed([invalidSeed(String(value), remedyFor(value))]);
  }
  const digits = value.trim();
  // Twenty digits hold every seed; longer ones are not worth turning into numbers.
  if (!/^0*\d{1,20}$/.test(digits)) return failed([invalidSeed(`'${shorten(value)}'`, WHOLE_NUMBER)]);
  const seed = BigInt(digits);
  if (seed > MAX_SEED) return failed([invalidSeed(`'${shorten(value)}'`, WHOLE_NUMBER)]);
  return { ok: true, warnings: [], seed };
}

const WHOLE_NUMBER = `Use a whole number from 0 to ${MAX_SEED}.`;

function remedyFor(value: number): string {
  const tooLargeForNumber = Number.isInteger(value) && value > 0 && value <= Number(MAX_SEED);
  return tooLargeForNumber
    ? 'Write it as a string: numbers above 9007199254740991 lose digits in JSON.'
    : WHOLE_NUMBER;
}

function invalidSeed(shown: string, remedy: string): Problem {
  return problem({ code: 'invalid-seed', message: `${shown} is not a usable seed.`, remedy });
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
