import { MAIN_GRAPH, type WorkflowDocument } from '@latentgraph/graph-core';

/**
 * The workflow with a run's overrides written into it, so that running it as it is makes the same picture. An
 * override also stands above a wire: such wires are taken out. Names that the workflow does not have are left out.
 */
export function applyOverrides(
  document: WorkflowDocument,
  overrides: Readonly<Record<string, NonNullable<unknown> | null>>,
): WorkflowDocument {
  const graph = document.graphs[MAIN_GRAPH];
  const nodes = { ...graph.nodes };
  const replaced = new Set<string>();
  for (const [name, value] of Object.entries(overrides)) {
    const { node, param } = targetOf(name, document);
    const record = Object.hasOwn(nodes, node) ? nodes[node] : undefined;
    if (!record) continue;
    nodes[node] = {
      ...record,
      params: { ...record.params, [param]: value as (typeof record.params)[string] },
    };
    replaced.add(`${node}.${param}`);
  }
  const edges = graph.edges.filter(({ to }) => !replaced.has(`${to.node}.${to.port}`));
  return { ...document, graphs: { ...document.graphs, [MAIN_GRAPH]: { ...graph, nodes, edges } } };
}

function targetOf(
  name: string,
  document: WorkflowDocument,
): { readonly node: string; readonly param: string } {
  const dot = name.indexOf('.');
  if (dot > 0) return { node: name.slice(0, dot), param: name.slice(dot + 1) };
  const exposed = document.exposed?.find((candidate) => candidate.name === name);
  return exposed ?? { node: '', param: '' };
}
