import { overrideTarget } from '../analysis/overrides.ts';
import { MAIN_GRAPH, type NodeRecord, type WorkflowDocument } from '../document/schema.ts';

export interface OverriddenDocument {
  readonly document: WorkflowDocument;
  /** Keys that name no param of the document's nodes; they are left out. */
  readonly unknown: readonly string[];
}

/**
 * The workflow with a run's overrides written into it, so that running it as it is makes the same pictures. An
 * override stands above a wire, so such wires are taken out, and a seed that was set is fixed.
 *
 * @param overrides by `node.param` or by the name of an exposed param; values are not checked
 *
 * @example
 * withOverrides(document, { 'noise.seed': 7 }).document // as `latentgraph run --set noise.seed=7` runs it
 */
export function withOverrides(
  document: WorkflowDocument,
  overrides: Readonly<Record<string, unknown>>,
): OverriddenDocument {
  const graph = document.graphs[MAIN_GRAPH];
  const nodes = { ...graph.nodes };
  const replaced = new Set<string>();
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(overrides)) {
    const target = overrideTarget(key, document);
    const record = target && Object.hasOwn(nodes, target.node) ? nodes[target.node] : undefined;
    if (!target || !record) {
      unknown.push(key);
      continue;
    }
    nodes[target.node] = withParam(record, target.param, value);
    replaced.add(`${target.node}.${target.param}`);
  }
  const edges = graph.edges.filter(({ to }) => !replaced.has(`${to.node}.${to.port}`));
  const main = { ...graph, nodes, edges };
  return { document: { ...document, graphs: { ...document.graphs, [MAIN_GRAPH]: main } }, unknown };
}

function withParam(record: NodeRecord, param: string, value: unknown): NodeRecord {
  const params = { ...record.params, [param]: value as NodeRecord['params'][string] };
  const { seedPolicies, ...rest } = record;
  const { [param]: _, ...policies } = seedPolicies ?? {};
  return { ...rest, params, ...(Object.keys(policies).length > 0 && { seedPolicies: policies }) };
}
