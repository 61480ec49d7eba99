import type { ZoneRunView } from '../../run/run-view.ts';
import { timeText } from '../progress/time-text.ts';

/**
 * How far a zone has come and how long its steps take, in a few letters.
 *
 * @param one whether a single step is looked at, instead of all of them
 */
export function stepText({ step: taken, count, stepMs }: ZoneRunView, step: number, one: boolean): string {
  if (one || taken < count) {
    const ms = stepMs[step - 1];
    return `${step} of ${count}${ms === undefined ? '' : ` · ${timeText(ms)}`}`;
  }
  const steps = `${count} ${count === 1 ? 'step' : 'steps'}`;
  return stepMs.length === 0 ? steps : `${steps} · ${timeText(middle(stepMs))} each`;
}

/** The median: the first step, in which models are opened, says little about the others. */
function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
