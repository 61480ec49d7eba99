import { endsRun, type RunEvent } from '@latentgraph/graph-core';
import { printableLine } from '../terminal.ts';
import { loadingText } from './event-text.ts';

/** What goes on in a run, in words, and since when. */
export interface Activity {
  readonly text: string;
  readonly since: number;
}

/** Keeps track of what a run is doing, from its events: they come when something ends, and what comes next may take long. */
export class ActivityTracker {
  readonly #now: () => number;
  /** What goes on again when a model that it waits for is there. */
  #work: string | undefined;
  #current: Activity | undefined;

  /** @param now milliseconds from any origin */
  constructor(now: () => number) {
    this.#now = now;
  }

  get current(): Activity | undefined {
    return this.#current;
  }

  hear(event: RunEvent): void {
    if (endsRun(event)) this.#begin(undefined);
    else if (event.type === 'modelLoading') {
      this.#begin(event.phase === 'ready' ? this.#work : loadingText(event));
    } else if (event.type === 'nodeStarted') {
      this.#work = `Running ${printableLine(event.node)}`;
      this.#begin(this.#work);
    } else if (event.type === 'stepFinished') {
      this.#work = nextStepText(event);
      this.#begin(this.#work);
    }
  }

  #begin(text: string | undefined): void {
    this.#current = text === undefined ? undefined : { text, since: this.#now() };
  }
}

function nextStepText({ zone, step, count }: RunEvent & { type: 'stepFinished' }): string | undefined {
  return step < count ? `${printableLine(zone)}: in step ${step + 1} of ${count}` : undefined;
}
