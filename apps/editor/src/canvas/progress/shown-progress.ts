import { builtinRegistry } from '@latentgraph/nodes';
import { analysisOf } from '../../document/analysis.ts';
import { isActive, type NodeRunView, type RunView } from '../../run/run-view.ts';
import { nodesInZones } from '../zones/zone-regions.ts';

/**
 * What of a node's run is shown on it. A zone shows as a whole that it runs, because its nodes take turns too quickly
 * to be told apart; and over its start stands how long its steps take.
 */
export function shownProgress(run: RunView, node: string): NodeRunView | undefined {
  const progress = run.nodes[node];
  switch (progress?.state) {
    case 'running':
      return isActive(run) && !nodesInZones(analysisOf(run.document)).has(node) ? progress : undefined;
    case 'done':
    case 'cached':
      return isZoneStart(run, node) ? undefined : progress;
    case 'failed':
      return progress;
  }
  return undefined;
}

function isZoneStart({ document }: RunView, node: string): boolean {
  const type = document.graphs.main.nodes[node]?.type;
  return type !== undefined && builtinRegistry.nodes.get(type)?.zone === 'start';
}
