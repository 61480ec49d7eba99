import type { WorkflowDocument } from '@latentgraph/graph-core';
import type { ZoneShape } from './zone-regions.ts';

/** What a zone is called: as its start is, if that has a title of its own, else by its id: `denoise-2` → `Denoise 2`. */
export function zoneTitle(
  { id, start }: Pick<ZoneShape, 'id' | 'start'>,
  document: WorkflowDocument,
): string {
  const own = document.graphs.main.nodes[start]?.title;
  if (own !== undefined) return own;
  const words = id.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
