import type { FactLookup, Facts, ModelFacts } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { ModelPart } from '../../contract/services.ts';

/** Params of the nodes that name a model. */
export const namedModelParams = {
  model: z
    .string()
    .min(1)
    .max(128)
    .default('tiny')
    .describe('Name of an installed model; tiny comes with the program.')
    .meta({ wire: false, widget: 'model' }),
  variant: z
    .string()
    .max(32)
    .default('')
    .describe('Which of its files to take: the plain ones, or a variant such as fp16.')
    .meta({ wire: false, widget: 'variant', advanced: true }),
};

interface NamedModel {
  readonly params: { readonly model: string; readonly variant: string };
  readonly lookup: FactLookup;
}

/** Why the model cannot be used, where the store can tell. */
export function namedModelProblems(
  { params, lookup }: NamedModel,
  part?: ModelPart,
): readonly NonNullable<(ModelFacts & { known: false })['problem']>[] {
  const found = lookup.model(params.model, params.variant, part);
  return !found.known && found.problem ? [found.problem] : [];
}

/** What wires from the node are known to carry, by output: of one part, or of all. */
export function namedModelFacts(
  { params, lookup }: NamedModel,
  part?: ModelPart,
): Readonly<Record<string, Facts>> {
  const found = lookup.model(params.model, params.variant, part);
  if (!found.known) return {};
  if (part === undefined) return found.components;
  const facts = found.components[part];
  return facts ? { [part]: facts } : {};
}
