import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import { COLOR_PATTERN, parseColor } from '../../pixels/color.ts';
import type { Rgb } from '../../pixels/picture.ts';

/** A param that holds a colour, with a colour picker in the editor. */
export function colorParam(byDefault: string, description: string) {
  return z
    .string()
    .regex(COLOR_PATTERN, "Colours are written as '#rrggbb' or '#rgb'.")
    .default(byDefault)
    .describe(description)
    .meta({ wire: false, widget: 'color' });
}

/** @throws ProblemError `invalid-color` */
export function rgbOf(color: string): Rgb {
  const parsed = parseColor(color);
  if (!parsed.ok) throw new ProblemError(parsed.problems[0]!);
  return parsed.color;
}
