import type { Edge, WorkflowDocument } from '@latentgraph/graph-core';
import { useShallow } from 'zustand/react/shallow';
import { useEditor } from '../app/services-context.tsx';

interface WireIndex {
  readonly into: ReadonlyMap<string, readonly Edge[]>;
  readonly outOf: ReadonlyMap<string, readonly Edge[]>;
}

const NONE: readonly Edge[] = [];
const indexes = new WeakMap<readonly Edge[], WireIndex>();

/** The wires that end at a node. */
export function wiresInto(document: WorkflowDocument, node: string): readonly Edge[] {
  return indexOf(document).into.get(node) ?? NONE;
}

/** The wires that begin at a node. */
export function wiresOutOf(document: WorkflowDocument, node: string): readonly Edge[] {
  return indexOf(document).outOf.get(node) ?? NONE;
}

/** As `wiresInto`, for a component: wires elsewhere leave it alone. */
export function useWiresInto(node: string): readonly Edge[] {
  return useEditor(useShallow(({ history }) => wiresInto(history.document, node)));
}

function indexOf({ graphs: { main } }: WorkflowDocument): WireIndex {
  const known = indexes.get(main.edges);
  if (known) return known;
  const into = new Map<string, Edge[]>();
  const outOf = new Map<string, Edge[]>();
  for (const edge of main.edges) {
    add(into, edge.to.node, edge);
    add(outOf, edge.from.node, edge);
  }
  const index = { into, outOf };
  indexes.set(main.edges, index);
  return index;
}

function add(map: Map<string, Edge[]>, node: string, edge: Edge): void {
  const list = map.get(node);
  if (list) list.push(edge);
  else map.set(node, [edge]);
}
