import type { WorkflowDocument } from '@latentgraph/graph-core';
import { analysisOf } from '../document/analysis.ts';

export interface OuterZone {
  readonly id: string;
  /** Id of the node that ends it. */
  readonly end: string;
}

/** The loops of a document that lie in no other loop. */
export function outerZonesOf(document: WorkflowDocument): readonly OuterZone[] {
  const { zones, wiring } = analysisOf(document);
  return zones.filter(({ parent }) => parent < 0).map(({ id, end }) => ({ id, end: wiring.nodes[end]!.id }));
}
