import type { WorkflowDocument } from '@latentgraph/graph-core';
import { analysisOf } from '../../document/analysis.ts';
import { type ZoneShape, zoneShapes } from './zone-regions.ts';

/**
 * The zone of which all nodes are selected, and no others: what a click on its title selects.
 *
 * @param selected ids of nodes, each once
 */
export function selectedZone(document: WorkflowDocument, selected: readonly string[]): ZoneShape | undefined {
  const ids = new Set(selected);
  return zoneShapes(analysisOf(document)).find(
    ({ members }) => members.length === ids.size && members.every((member) => ids.has(member)),
  );
}
