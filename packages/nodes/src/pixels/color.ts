import { failed, problem, type Result } from '@latentgraph/graph-core';
import type { Rgb } from './picture.ts';

/** What `parseColor` takes. */
export const COLOR_PATTERN = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/**
 * Reads `#rgb` or `#rrggbb` as values in 0…1.
 *
 * Problems: `invalid-color`.
 */
export function parseColor(text: string): Result<{ readonly color: Rgb }> {
  if (!COLOR_PATTERN.test(text)) {
    return failed([
      problem({
        code: 'invalid-color',
        message: `'${text.slice(0, 40)}' is not a colour.`,
        remedy: "Write it as '#rrggbb' or '#rgb', for example '#ff8000'.",
      }),
    ]);
  }
  const digits = text.length === 4 ? text.replace(/[0-9a-f]/gi, '$&$&') : text;
  const channel = (start: number) => Number.parseInt(digits.slice(start, start + 2), 16) / 255;
  return { ok: true, warnings: [], color: [channel(1), channel(3), channel(5)] };
}
