import { serializeWorkflow } from '@latentgraph/graph-core';
import type { ModelKey } from '@latentgraph/nodes';
import type { RunScope } from '../run/engine.ts';
import { type Provenance, seedsOf } from './provenance.ts';

/**
 * What a run is about to make its pictures with. Assets are named by their hashes alone: whoever passes a picture on does
 * not mean to pass on the photos that it was made from.
 */
export function provenanceOf(
  { request, plan }: Pick<RunScope, 'request' | 'plan'>,
  models: readonly ModelKey[],
  runtime: Provenance['runtime'],
): Provenance {
  const { assets: _, ...document } = request.document;
  return {
    version: 1,
    workflow: serializeWorkflow(document),
    overrides: jsonValues(request.overrides ?? {}),
    seeds: seedsOf(plan),
    models: models.map((model) => ({ ...model })),
    runtime,
  };
}

/** Seeds may come as bigint, which JSON does not have. */
function jsonValues(overrides: Readonly<Record<string, unknown>>): Provenance['overrides'] {
  const replace = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
  return JSON.parse(JSON.stringify(overrides, replace)) as Provenance['overrides'];
}
