import type { StepPosition, Values, ZoneRun } from '../definition/node-definition.ts';
import type { PlanNode } from '../plan/plan-node.ts';
import { guard, guardSync } from './failure.ts';
import { contextOf } from './run-node.ts';
import type { RunState } from './run-state.ts';
import { type ScopeHost, ScopeRun } from './scope-run.ts';

/** Runs a zone from its first step to its last; the carried values of the last become the outputs of its end. */
export async function runZone(host: ScopeHost, scopeIndex: number, parent: ScopeRun): Promise<void> {
  const { run } = host;
  const { start, end } = run.plan.scopes[scopeIndex]!.zone!;
  const zoneRun = await beginZone(run, run.plan.nodes[start]!, parent.step);
  const startedAt = run.now();
  run.onEvent({ type: 'nodeStarted', node: run.plan.nodes[end]!.id });
  const body = new ScopeRun(host, run.plan.scopes[scopeIndex]!, parent);
  // Not at the end node before the last step: nobody outside may take a value that is still on its way.
  const carriedSlot = run.plan.nodes.length + scopeIndex;
  try {
    run.values.put(carriedSlot, zoneRun.carried);
    for (let index = 0; index < zoneRun.count; index++)
      await runStep(host, body, zoneRun, carriedSlot, index);
    run.values.put(end, run.values.get(carriedSlot)!);
    body.reportFinished();
  } finally {
    run.values.free(start);
    run.values.free(carriedSlot);
    body.finish();
  }
  const elapsedMs = run.now() - startedAt;
  run.onEvent({ type: 'nodeFinished', node: run.plan.nodes[end]!.id, cached: false, elapsedMs });
}

async function beginZone(run: RunState, start: PlanNode, step: StepPosition | null): Promise<ZoneRun> {
  const startedAt = run.now();
  run.onEvent({ type: 'nodeStarted', node: start.id });
  const zoneRun = await guard(start, () => start.definition.begin!(contextOf(run, start, step) as never));
  run.onEvent({ type: 'nodeFinished', node: start.id, cached: false, elapsedMs: run.now() - startedAt });
  return zoneRun;
}

async function runStep(
  host: ScopeHost,
  body: ScopeRun,
  zoneRun: ZoneRun,
  carriedSlot: number,
  index: number,
): Promise<void> {
  await host.checkpoint();
  const { run } = host;
  const { count } = zoneRun;
  const { id, start, end } = body.zone!;
  const [startNode, endNode] = [run.plan.nodes[start]!, run.plan.nodes[end]!];
  const carried: Values = run.values.get(carriedSlot)!;
  run.values.put(start, { ...guardSync(startNode, () => zoneRun.stepOutputs(index)), ...carried });
  const step = { index, count };
  await body.prepare(step);
  // What the step asked for outside is not its own time.
  const startedAt = run.stepClock();
  await body.complete();
  run.values.put(
    carriedSlot,
    await guard(endNode, () => endNode.definition.run!(contextOf(run, endNode, step) as never)),
  );
  run.memory.settle();
  body.endStep();
  const elapsedMs = run.stepClock() - startedAt;
  const readings = guardSync(startNode, () => zoneRun.stepReadings?.(index));
  run.onEvent({
    ...{ type: 'stepFinished', zone: id, step: index + 1, count, elapsedMs },
    ...(readings === undefined ? {} : { readings }),
  });
}
