import { endsRun, ProblemError, problem, type RunEvent, type Runtime } from '@latentgraph/graph-core';

/** Between attempts to hear of a run again, once its client has given up. */
const PAUSE_MS = 3_000;

export interface FollowOptions {
  onEvent(event: RunEvent): void;
  /** Told when the runtime cannot be reached any more; the next event says that it can. */
  onUnreachable(): void;
  /** True when nobody wants to know any more. */
  isGivenUp(): boolean;
}

/**
 * The events of a run until it ends, each once. A server that does not answer is asked again for as long as anybody
 * wants to know: the run goes on without us.
 *
 * @throws ProblemError when the runtime does not know the run, or refuses
 */
export async function follow(
  runtime: Pick<Runtime, 'events'>,
  run: string,
  { onEvent, onUnreachable, isGivenUp }: FollowOptions,
): Promise<void> {
  let seen = 0;
  while (!isGivenUp()) {
    try {
      for await (const event of runtime.events(run, seen)) {
        // A preview carries the number of the last stored event.
        if (event.type !== 'preview') seen = event.seq;
        onEvent(event);
        if (endsRun(event)) return;
      }
      throw new ProblemError(endUnknown(run));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'server-unreachable') throw error;
      onUnreachable();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

function endUnknown(run: string) {
  return problem({
    code: 'run-end-unknown',
    message: `The server tells no more of the run ${run}, and has not said how it ended.`,
    remedy: 'Run again.',
  });
}
