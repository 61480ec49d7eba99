import type { StepReadings } from '@latentgraph/graph-core';
import type { ZoneRunView } from '../../run/run-view.ts';
import { timeText } from '../progress/time-text.ts';
import { shortReadings, spokenReadings } from './step-readings.ts';
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

/** `Step 7 · t 741 · σ 3.21 · 41 ms` */
export function shortStep(run: ZoneRunView, step: number): string {
  return [`Step ${step}`, ...factsOf(run, step, shortReadings)].join(' · ');
}

/** `Step 7, timestep 741, sigma 3.21, 41 ms`, and with a count `Step 7 of 25, …` */
export function spokenStep(run: ZoneRunView, step: number, count?: number): string {
  const name = count === undefined ? `Step ${step}` : `Step ${step} of ${count}`;
  return [name, ...factsOf(run, step, spokenReadings)].join(', ');
}

function factsOf(run: ZoneRunView, step: number, say: (readings: StepReadings) => string): readonly string[] {
  const ms = run.stepMs[step - 1];
  const readings = say(run.readings[step - 1] ?? {});
  return [...(readings === '' ? [] : [readings]), ...(ms === undefined ? [] : [timeText(ms)])];
}
