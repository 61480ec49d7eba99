import type { AnyNodeDefinition } from '../definition/node-definition.ts';
import { createRegistry, type Registry } from '../definition/registry.ts';
import type { WorkflowDocument } from '../document/schema.ts';
import { createCache, type ResultCache } from '../execute/cache.ts';
import { type ExecuteOptions, execute, type RunOutcome } from '../execute/execute.ts';
import { type PlanOptions, plan } from '../plan/plan.ts';
import type { RunEventBody } from '../run/run-event.ts';
import { type ToyServices, toyRegistry, toyServices } from './toy-nodes.ts';

export interface ToyRun extends ToyServices {
  readonly outcome: RunOutcome;
  readonly events: readonly RunEventBody[];
}

/** Plans and runs a document of toy nodes. @throws Error when it cannot be planned */
export async function runToys(
  document: WorkflowDocument,
  options: PlanOptions & Partial<ExecuteOptions> & { readonly registry?: Registry } = {},
  cache: ResultCache = createCache({ budgetBytes: 1e6 }),
): Promise<ToyRun> {
  const planned = plan(document, options.registry ?? toyRegistry, options);
  if (!planned.ok) throw new Error(planned.problems.map((found) => found.message).join('\n'));
  const services = toyServices();
  const events: RunEventBody[] = [];
  const outcome = await execute(planned.plan, {
    cache,
    services,
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { outcome, events, ...services };
}

/** The toys with a few more, or others in their place. */
export function toysWith(...more: readonly AnyNodeDefinition[]): Registry {
  const nodes = new Map([...toyRegistry.nodes, ...more.map((node) => [node.type, node] as const)]);
  return createRegistry([...toyRegistry.types.values()], [...nodes.values()]);
}
