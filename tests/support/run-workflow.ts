import type { Problem, RunEvent, RunRequest, Runtime } from '@latentgraph/graph-core';

export interface FinishedRun {
  readonly state: 'finished' | 'failed' | 'cancelled';
  readonly events: readonly RunEvent[];
  readonly problems: readonly Problem[];
  /** The bytes of every output, in the order in which they came. */
  readonly outputs: readonly Uint8Array[];
}

/** Submits a run and waits for its end. */
export async function runWorkflow(runtime: Runtime, request: RunRequest): Promise<FinishedRun> {
  const run = await runtime.submit(request);
  const events: RunEvent[] = [];
  for await (const event of runtime.events(run)) events.push(event);
  const last = events.at(-1);
  const outputs: Uint8Array[] = [];
  for (const event of events) {
    if (event.type === 'output') outputs.push((await runtime.assets.get(event.asset))!.bytes);
  }
  return {
    state: last?.type as FinishedRun['state'],
    events,
    problems: last?.type === 'failed' ? (last.problems as Problem[]) : [],
    outputs,
  };
}
