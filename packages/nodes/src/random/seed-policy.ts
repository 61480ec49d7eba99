import {
  type AnyNodeDefinition,
  type NodeRecord,
  paramMetadata,
  type SeedPolicy,
  seedPolicySchema,
} from '@latentgraph/graph-core';

/** The params of a node that hold seeds: those that are made of `seedSchema`. */
export function seedParams(definition: AnyNodeDefinition): readonly string[] {
  return Object.entries(definition.params.shape).flatMap(([name, schema]) =>
    paramMetadata(schema, 'widget') === 'seed' ? [name] : [],
  );
}

/** Whether the node says by a param of its own, `policy`, what happens to its seed. */
export function hasPolicyParam(definition: AnyNodeDefinition): boolean {
  return Object.hasOwn(definition.params.shape, 'policy') && seedParams(definition).length > 0;
}

/** What happens to a seed before each run: as the node's own param says, or what the document notes beside. */
export function seedPolicyOf(definition: AnyNodeDefinition, record: NodeRecord, param: string): SeedPolicy {
  const noted = hasPolicyParam(definition) ? record.params.policy : record.seedPolicies?.[param];
  return seedPolicySchema.safeParse(noted).data ?? 'fixed';
}
