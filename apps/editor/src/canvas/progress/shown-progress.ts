import type { Problem } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { analysisOf } from '../../document/analysis.ts';
import { isActive, type NodeRunView, type RunView } from '../../run/run-view.ts';
import { isWaiting, type NodeFacts } from '../node-facts.ts';
import { nodesInZones } from '../zones/zone-regions.ts';

/**
 * Why a run failed at a node: while it computed, or before it was allowed to begin. What the node lacked then, and has
 * got since, is settled.
 */
export function failuresAt(run: RunView, node: string, facts: NodeFacts): readonly Problem[] {
  const { state, problem } = run.nodes[node] ?? {};
  if (state === 'failed') return problem ? [problem] : [];
  if (run.state !== 'failed') return [];
  return run.problems.filter(
    (one) => one.node === node && one.severity === 'error' && (!isWaiting(one) || lacks(facts, one)),
  );
}

function lacks({ inputs, problems }: NodeFacts, { code, port, param }: Problem): boolean {
  const present = [...problems, ...inputs.flatMap(({ problem }) => problem ?? [])];
  return present.some((one) => one.code === code && one.port === port && one.param === param);
}

/**
 * What of a node's run is shown on it, but for its failures. A zone shows as a whole that it runs, because its nodes
 * take turns too quickly to be told apart; and over its start stands how long its steps take.
 */
export function shownProgress(run: RunView, node: string): NodeRunView | undefined {
  const progress = run.nodes[node];
  switch (progress?.state) {
    case 'running':
      return isActive(run) && !nodesInZones(analysisOf(run.document)).has(node) ? progress : undefined;
    case 'done':
    case 'cached':
      return isZoneStart(run, node) ? undefined : progress;
  }
  return undefined;
}

function isZoneStart({ document }: RunView, node: string): boolean {
  const type = document.graphs.main.nodes[node]?.type;
  return type !== undefined && builtinRegistry.nodes.get(type)?.zone === 'start';
}
