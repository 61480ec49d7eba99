import type { Registry } from '../definition/registry.ts';
import { type Graph, MAIN_GRAPH, type NodeRecord, type WorkflowDocument } from '../document/schema.ts';
import { type Problem, problem } from '../problem.ts';

export function mainGraph(document: WorkflowDocument): Graph {
  return document.graphs[MAIN_GRAPH];
}

export function findNode(document: WorkflowDocument, id: string): NodeRecord | undefined {
  const { nodes } = mainGraph(document);
  return Object.hasOwn(nodes, id) ? nodes[id] : undefined;
}

/** One problem for every id that is no node of the document. */
export function missingNodes(document: WorkflowDocument, ids: Iterable<string>): Problem[] {
  return [...ids].filter((id) => findNode(document, id) === undefined).map(unknownNode);
}

export function unknownNode(id: string): Problem {
  return problem({
    code: 'unknown-node',
    message: `There is no node '${id}'.`,
    remedy: 'Choose a node of this workflow.',
    node: id,
  });
}

/** What a label calls a node: its title, else its type's, else its id. */
export function nodeTitle(id: string, node: NodeRecord, registry?: Registry): string {
  return node.title ?? registry?.nodes.get(node.type)?.title ?? id;
}

/** "1 node", "3 nodes". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
