import type { RunEvent } from '@latentgraph/graph-core';

/** Shows a run to whoever started it. */
export interface RunReporter {
  /** @param file where the picture of an `output` event was saved */
  report(event: RunEvent, file?: string): void;
  /** Tells something that is no event, on stderr. */
  note(text: string): void;
  /** Called once, after the last event or when the run is given up. */
  end(): void;
}
