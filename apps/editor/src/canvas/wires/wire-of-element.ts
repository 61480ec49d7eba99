import type { Edge, WorkflowDocument } from '@latentgraph/graph-core';
import { wireKey } from '../../document/selection.ts';

/** The wire that an element of the canvas draws. */
export function wireOfElement(element: Element | null, document: WorkflowDocument): Edge | undefined {
  const id = element?.closest<HTMLElement>('.react-flow__edge')?.dataset.id;
  return id === undefined ? undefined : document.graphs.main.edges.find((edge) => wireKey(edge) === id);
}
