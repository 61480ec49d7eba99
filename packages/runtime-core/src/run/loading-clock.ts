import type { RunEventBody } from '@latentgraph/graph-core';

/** A clock that stands still while a model is fetched or opened: what it counts tells how long the next step will take. */
export class LoadingClock {
  readonly #now: () => number;
  #loadingSince: number | undefined;
  #loadedMs = 0;

  /** @param now milliseconds from any origin */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Listens to the events of a run. */
  hear(event: RunEventBody): void {
    if (event.type !== 'modelLoading') return;
    if (event.phase !== 'ready') {
      this.#loadingSince ??= this.#now();
    } else if (this.#loadingSince !== undefined) {
      this.#loadedMs += this.#now() - this.#loadingSince;
      this.#loadingSince = undefined;
    }
  }

  /** Milliseconds, those in which models were loaded left out. */
  read(): number {
    return (this.#loadingSince ?? this.#now()) - this.#loadedMs;
  }
}
