import { Presets, SingleBar } from 'cli-progress';
import { printableLine } from '../terminal.ts';
import { durationText, eventText } from './event-text.ts';
import type { RunReporter } from './run-reporter.ts';
import { createTimeLeft } from './time-left.ts';

/** A bar with step and time left on the terminal; other events are lines above it. */
export function createBarReporter(
  printLine: (text: string) => void,
  terminal: NodeJS.WritableStream = process.stderr,
): RunReporter {
  const timeLeft = createTimeLeft();
  let bar: SingleBar | undefined;
  const clear = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    report(event) {
      if (event.type !== 'stepFinished') {
        const text = eventText(event);
        if (text === undefined) return;
        clear();
        printLine(text);
        return;
      }
      const { zone, step, count, elapsedMs } = event;
      const left = durationText(timeLeft.afterStep(zone, step, count, elapsedMs));
      const shown = { zone: printableLine(zone), left };
      if (!bar) {
        bar = createBar(terminal);
        bar.start(count, step, shown);
      }
      // Zones may nest or follow one another: one bar shows whichever has moved.
      bar.setTotal(count);
      bar.update(step, shown);
      if (step === count) clear();
    },
    note(text) {
      clear();
      printLine(text);
    },
    end: clear,
  };
}

function createBar(terminal: NodeJS.WritableStream): SingleBar {
  return new SingleBar(
    {
      format: '{zone} {bar} step {value} of {total}, {left} left',
      stream: terminal,
      barsize: 30,
      clearOnComplete: true,
      // A process that is killed could not bring cursor, wrapping or signal handlers back: leave them alone.
      hideCursor: false,
      linewrap: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
}
