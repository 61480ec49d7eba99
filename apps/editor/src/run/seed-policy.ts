import {
  applyEdit,
  type Edit,
  failed,
  MAIN_GRAPH,
  problem,
  type SeedPolicy,
  setParam,
} from '@latentgraph/graph-core';
import { builtinRegistry, hasPolicyParam } from '@latentgraph/nodes';

/** Sets what happens to a seed before each run. Runtimes never see it: they are given fixed values. */
export function setSeedPolicy(id: string, param: string, policy: SeedPolicy): Edit {
  return (document) => {
    const record = document.graphs[MAIN_GRAPH].nodes[id];
    const definition = record && builtinRegistry.nodes.get(record.type);
    if (!record || !definition) return failed([nodeGone(id)]);
    if (hasPolicyParam(definition)) return setParam(id, 'policy', policy)(document);
    return applyEdit(document, `Set the seed of ${id} to ${policy}`, (draft) => {
      const node = draft.graphs[MAIN_GRAPH].nodes[id]!;
      const { [param]: _, ...others } = record.seedPolicies ?? {};
      const policies = policy === 'fixed' ? others : { ...others, [param]: policy };
      if (Object.keys(policies).length > 0) node.seedPolicies = policies;
      else delete node.seedPolicies;
    });
  };
}

function nodeGone(id: string) {
  return problem({
    code: 'node-unknown',
    message: `There is no node '${id}'.`,
    remedy: 'It may have been deleted; undo brings it back.',
    node: id,
  });
}
