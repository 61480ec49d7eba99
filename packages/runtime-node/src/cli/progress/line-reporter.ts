import { printableLine } from '../terminal.ts';
import { durationText, eventText } from './event-text.ts';
import type { RunReporter } from './run-reporter.ts';
import { createTimeLeft } from './time-left.ts';

/** A zone of any length is told in about this many lines. */
const LINES_PER_ZONE = 10;

/** Plain lines for logs and pipes. */
export function createLineReporter(printLine: (text: string) => void): RunReporter {
  const timeLeft = createTimeLeft();
  return {
    report(event) {
      if (event.type !== 'stepFinished') {
        const text = eventText(event);
        if (text !== undefined) printLine(text);
        return;
      }
      const { zone, step, count, elapsedMs } = event;
      const leftMs = timeLeft.afterStep(zone, step, count, elapsedMs);
      if (!entersNextPart(step, count)) return;
      const left = step < count ? `, ${durationText(leftMs)} left` : '';
      printLine(`${printableLine(zone)}: step ${step} of ${count}${left}`);
    },
    note: printLine,
    end() {},
  };
}

/** Whether this step is the first, or begins a new part of the zone. */
function entersNextPart(step: number, count: number): boolean {
  const part = (at: number) => Math.floor((at * LINES_PER_ZONE) / count);
  return step === 1 || part(step) > part(step - 1);
}
