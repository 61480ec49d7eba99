import type { ZoneRunView } from '../../run/run-view.ts';
import { timeText } from '../progress/time-text.ts';
import { stepTimes } from './step-times.ts';

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
  const times = stepTimes(stepMs);
  return times === undefined ? steps : `${steps} · ${timeText(times.medianMs)} each`;
}
