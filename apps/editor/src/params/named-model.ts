import type { NodeRecord } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { describeParams, paramValue } from './describe-params.ts';

/** The name of the model that a node names itself, if it has a param for one. */
export function namedModel(record: NodeRecord): string | undefined {
  const definition = builtinRegistry.nodes.get(record.type);
  const param = definition && describeParams(definition).find(({ widget }) => widget === 'model');
  return param && String(paramValue(record, param));
}
