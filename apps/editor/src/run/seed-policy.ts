import {
  applyEdit,
  type Edit,
  failed,
  MAIN_GRAPH,
  type NodeRecord,
  problem,
  setParam,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';

/** What happens to a seed before each run: nothing, a new one is drawn, or it is one higher than in the run before. */
export const SEED_POLICIES = ['fixed', 'random', 'increment'] as const;

export type SeedPolicy = (typeof SEED_POLICIES)[number];

/** The policy of a seed param: of a Seed node its own param `policy`, of other nodes what the editor noted beside. */
export function seedPolicyOf(record: NodeRecord, param: string): SeedPolicy {
  const noted = hasPolicyParam(record) ? record.params.policy : policiesOf(record)[param];
  return SEED_POLICIES.find((policy) => policy === noted) ?? 'fixed';
}

/** Sets what happens to a seed before each run. Runtimes never see it: they are given fixed values. */
export function setSeedPolicy(id: string, param: string, policy: SeedPolicy): Edit {
  return (document) => {
    const record = document.graphs[MAIN_GRAPH].nodes[id];
    if (record === undefined) return failed([nodeGone(id)]);
    if (hasPolicyParam(record)) return setParam(id, 'policy', policy)(document);
    return applyEdit(document, `Set the seed of ${id} to ${policy}`, (draft) => {
      const node = draft.graphs[MAIN_GRAPH].nodes[id]!;
      const { [param]: _, ...others } = policiesOf(record);
      const policies = policy === 'fixed' ? others : { ...others, [param]: policy };
      if (Object.keys(policies).length > 0) node.seedPolicies = policies;
      else delete node.seedPolicies;
    });
  };
}

function hasPolicyParam({ type }: NodeRecord): boolean {
  return Object.hasOwn(builtinRegistry.nodes.get(type)?.params.shape ?? {}, 'policy');
}

/** Node records are loose: a file may hold anything here. */
function policiesOf({ seedPolicies }: NodeRecord): Readonly<Record<string, unknown>> {
  return typeof seedPolicies === 'object' && seedPolicies !== null ? { ...seedPolicies } : {};
}

function nodeGone(id: string) {
  return problem({
    code: 'node-unknown',
    message: `There is no node '${id}'.`,
    remedy: 'It may have been deleted; undo brings it back.',
    node: id,
  });
}
