import { ProblemError } from '@latentgraph/graph-core';
import type { Schedule } from './schedule.ts';

/**
 * Starts a schedule in the middle, as image to image does: of n steps the last trunc(n · strength) run.
 *
 * @param strength 0…1; 1 keeps the schedule as it is
 * @throws ProblemError when strength is out of range or so low that no step is left
 */
export function startAt(schedule: Schedule, strength: number): Schedule {
  if (!(strength >= 0 && strength <= 1)) {
    throw new ProblemError({
      code: 'strength-out-of-range',
      message: `Setting 'strength' is ${strength}, but must be from 0 to 1.`,
      remedy: 'Choose a strength in that range; 0.5 to 0.8 is usual for image to image.',
      param: 'strength',
    });
  }
  const { steps, order } = schedule;
  const kept = Math.min(Math.trunc(steps * strength), steps);
  const from = schedule.from + (steps - kept) * order;
  if (kept === 0 || from >= schedule.to) {
    throw new ProblemError({
      code: 'no-steps-left',
      message: `At strength ${strength} none of the ${steps} steps is left to run.`,
      remedy: 'Raise the strength or the number of steps.',
      param: 'strength',
    });
  }
  return { ...schedule, from };
}

/**
 * Cuts a range of the entries that run, for chained zones.
 *
 * @param from first entry to run, counted among the entries of `schedule` that run
 * @param to one past the last; beyond the end means up to the end
 * @throws ProblemError when the range is empty, or cuts through a step of two evaluations
 */
export function sliceSchedule(schedule: Schedule, from: number, to: number): Schedule {
  const count = schedule.to - schedule.from;
  const end = Math.min(to, count);
  if (!(Number.isInteger(from) && Number.isInteger(end) && from >= 0 && from < end)) {
    throw new ProblemError({
      code: 'empty-slice',
      message: `The slice from ${from} to ${to} holds none of the schedule's ${count} entries.`,
      remedy: `Choose whole numbers with 0 ≤ from < to ≤ ${count}.`,
      param: 'from',
    });
  }
  const slice = { ...schedule, from: schedule.from + from, to: schedule.from + end };
  checkBoundary(slice, slice.from, 'from');
  checkBoundary(slice, slice.to, 'to');
  return slice;
}

/** The second evaluation of a step needs what the first one kept. */
function checkBoundary({ order, entries }: Schedule, boundary: number, param: 'from' | 'to'): void {
  if (boundary % order === 0 || boundary === entries.length) return;
  throw new ProblemError({
    code: 'slice-cuts-step',
    message: `The slice's '${param}' falls between the ${order} model evaluations of one step.`,
    remedy: `Choose a multiple of ${order}.`,
    param,
  });
}
