import type { NodeRecord, WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describeParams, type ParamDescription, paramValue } from '../params/describe-params.ts';
import type { UsedSeeds } from '../run/settle-seeds.ts';
import { nodesBehind } from './nodes-behind.ts';

/**
 * The seed by which a picture is found again: the first that is met on the way back from it and counts, a seed for
 * experts only where there is no other.
 *
 * @param seeds of the run, all of them
 * @param ends as `nodesBehind` takes them
 */
export function seedOf(
  document: WorkflowDocument,
  seeds: UsedSeeds,
  ends?: readonly string[],
): number | string | undefined {
  let ofExperts: number | string | undefined;
  for (const { id, record } of nodesBehind(document, ends)) {
    for (const param of seedParams(record)) {
      const seed = seeds[`${id}.${param.name}`];
      if (seed !== undefined && !param.advanced) return seed;
      ofExperts ??= seed;
    }
  }
  return ofExperts;
}

/** The seed of a result; of one that was kept before results had theirs, where only one was there. */
export function seedOfResult({
  seed,
  seeds,
}: {
  readonly seed?: number | string;
  readonly seeds: UsedSeeds;
}): number | string | undefined {
  const all = Object.values(seeds);
  return seed ?? (all.length === 1 ? all[0] : undefined);
}

/** Params of a node that runs, as far as they count. */
function seedParams(record: NodeRecord): readonly ParamDescription[] {
  const definition = builtinRegistry.nodes.get(record.type);
  if (definition === undefined || (record.mode ?? 'run') !== 'run') return [];
  const params = describeParams(definition);
  const valueIn = (name: string) => {
    const param = params.find((other) => other.name === name);
    return param && paramValue(record, param);
  };
  return params.filter(
    ({ widget, usedWith }) =>
      widget === 'seed' && Object.entries(usedWith).every(([name, value]) => valueIn(name) === value),
  );
}
