import type { WorkflowDocument } from '@latentgraph/graph-core';
import { analysisOf } from '../document/analysis.ts';

export interface OuterZone {
  readonly id: string;
  /** Id of the node that ends it. */
  readonly end: string;
  /** Ids of all that lies in it, start and end as well. */
  readonly nodes: ReadonlySet<string>;
}

/** The loops of a document that lie in no other loop. */
export function outerZonesOf(document: WorkflowDocument): readonly OuterZone[] {
  const before = known.get(document);
  if (before) return before;
  const zones = findOuterZones(document);
  known.set(document, zones);
  return zones;
}

const known = new WeakMap<WorkflowDocument, readonly OuterZone[]>();

function findOuterZones(document: WorkflowDocument): readonly OuterZone[] {
  const { zones, wiring } = analysisOf(document);
  return zones
    .filter(({ parent }) => parent < 0)
    .map(({ id, start, end, body }) => {
      const inside = wiring.nodes.filter((_, index) => body[index] || index === start || index === end);
      return { id, end: wiring.nodes[end]!.id, nodes: new Set(inside.map((node) => node.id)) };
    });
}
