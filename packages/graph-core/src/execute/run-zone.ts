import type { Values } from '../definition/node-definition.ts';
import { guard, guardSync } from './failure.ts';
import { contextOf } from './run-node.ts';
import { type ScopeHost, ScopeRun } from './scope-run.ts';

/** Runs a zone from its first step to its last; the carried values of the last become the outputs of its end. */
export async function runZone(host: ScopeHost, scopeIndex: number, parent: ScopeRun): Promise<void> {
  const { run } = host;
  const scope = run.plan.scopes[scopeIndex]!;
  const zone = scope.zone!;
  const start = run.plan.nodes[zone.start]!;
  const end = run.plan.nodes[zone.end]!;
  // Not at the end node before the last step: nobody outside may take a value that is still on its way.
  const carriedSlot = run.plan.nodes.length + scopeIndex;
  const startedAt = run.now();
  run.onEvent({ type: 'nodeStarted', node: start.id });
  const { count, carried, stepOutputs } = await guard(start, () =>
    start.definition.begin!(contextOf(run, start, parent.step) as never),
  );
  run.onEvent({ type: 'nodeFinished', node: start.id, cached: false, elapsedMs: run.now() - startedAt });
  run.onEvent({ type: 'nodeStarted', node: end.id });

  const body = new ScopeRun(host, scope, parent);
  try {
    run.values.put(carriedSlot, carried);
    for (let index = 0; index < count; index++) {
      await host.checkpoint();
      const before: Values = run.values.get(carriedSlot)!;
      const given = guardSync(start, () => stepOutputs(index));
      run.values.put(zone.start, { ...given, ...before });
      await body.prepare({ index, count });
      const stepStartedAt = run.now();
      await body.complete();
      const next = await guard(end, () => end.definition.run!(contextOf(run, end, { index, count })));
      run.values.put(carriedSlot, next);
      run.memory.settle();
      body.endStep();
      const elapsedMs = run.now() - stepStartedAt;
      run.onEvent({ type: 'stepFinished', zone: zone.id, step: index + 1, count, elapsedMs });
    }
    run.values.put(zone.end, run.values.get(carriedSlot)!);
    body.reportFinished();
  } finally {
    run.values.free(zone.start);
    run.values.free(carriedSlot);
    body.finish();
  }
  run.onEvent({ type: 'nodeFinished', node: end.id, cached: false, elapsedMs: run.now() - startedAt });
}
