import { printableLine } from '../terminal.ts';
import { ActivityTracker } from './activity.ts';
import { durationText, eventText } from './event-text.ts';
import { heartbeat } from './heartbeat.ts';
import type { RunReporter } from './run-reporter.ts';
import { createTimeLeft } from './time-left.ts';

/** A zone of any length is told in about this many lines. */
const LINES_PER_ZONE = 10;

/** What takes longer than this is told to be still going on, as often. */
const SILENCE_MS = 30_000;

/** Plain lines for logs and pipes. */
export function createLineReporter(
  printLine: (text: string) => void,
  { now = () => performance.now(), beats = heartbeat } = {},
): RunReporter {
  const timeLeft = createTimeLeft();
  const activity = new ActivityTracker(now);
  const stop = beats(() => {
    if (!activity.current) return;
    const { text, since } = activity.current;
    if (now() - since >= SILENCE_MS) printLine(`${text}, for ${durationText(now() - since)} now`);
  }, SILENCE_MS);
  return {
    report(event) {
      activity.hear(event);
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
    end: stop,
  };
}

/** Whether this step is the first, or begins a new part of the zone. */
function entersNextPart(step: number, count: number): boolean {
  const part = (at: number) => Math.floor((at * LINES_PER_ZONE) / count);
  return step === 1 || part(step) > part(step - 1);
}
