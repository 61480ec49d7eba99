import { Presets, SingleBar } from 'cli-progress';
import { printableLine } from '../terminal.ts';
import { ActivityTracker } from './activity.ts';
import { durationText, eventText } from './event-text.ts';
import { heartbeat } from './heartbeat.ts';
import type { RunReporter } from './run-reporter.ts';
import { createTimeLeft } from './time-left.ts';

const BEAT_MS = 1_000;

/** Where the zone that runs stands, until its last step. */
interface Steps {
  readonly zone: string;
  readonly step: number;
  readonly count: number;
  readonly leftMs: number;
}

/**
 * A line at the foot of the terminal that moves every second: a bar with step and time left, or what goes on where there are
 * no steps; other events are lines above it.
 */
export function createBarReporter(
  printLine: (text: string) => void,
  terminal: NodeJS.WritableStream = process.stderr,
  { now = () => performance.now(), beats = heartbeat } = {},
): RunReporter {
  const timeLeft = createTimeLeft();
  const activity = new ActivityTracker(now);
  let steps: Steps | undefined;
  let bar: SingleBar | undefined;
  const clear = () => {
    bar?.stop();
    bar = undefined;
  };
  const draw = () => {
    if (!activity.current) return clear();
    const { text, since } = activity.current;
    const goesOnMs = now() - since;
    const { step = 0, count = 1, leftMs = 0 } = steps ?? {};
    const left = durationText(Math.max(0, leftMs - goesOnMs));
    const words = { text, zone: printableLine(steps?.zone ?? ''), left, waited: durationText(goesOnMs) };
    if (!bar) {
      bar = createBar(terminal, steps ? STEPS : WAITING);
      bar.start(count, step, words);
    }
    // Zones may nest or follow one another: one bar shows whichever has moved.
    bar.setTotal(count);
    bar.update(step, words);
    bar.render();
  };
  const stop = beats(draw, BEAT_MS);
  return {
    report(event) {
      const before = steps;
      activity.hear(event);
      if (event.type === 'stepFinished') {
        const { zone, step, count, elapsedMs } = event;
        const leftMs = timeLeft.afterStep(zone, step, count, elapsedMs);
        steps = step < count ? { zone, step, count, leftMs } : undefined;
      } else if (event.type === 'modelLoading' || event.type === 'nodeStarted') {
        steps = undefined;
      }
      if (!steps !== !before) clear();
      const text = event.type === 'stepFinished' ? undefined : eventText(event);
      if (text !== undefined) {
        clear();
        printLine(text);
      }
      if (steps || !activity.current) draw();
    },
    note(text) {
      clear();
      printLine(text);
    },
    end() {
      stop();
      clear();
    },
  };
}

const STEPS = '{zone} {bar} step {value} of {total}, {left} left, {waited} in this step';
const WAITING = '{text}, {waited}';

function createBar(terminal: NodeJS.WritableStream, format: string): SingleBar {
  return new SingleBar(
    {
      format,
      stream: terminal,
      barsize: 20,
      clearOnComplete: true,
      // A process that is killed could not bring cursor, wrapping or signal handlers back: leave them alone.
      hideCursor: false,
      linewrap: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
}
