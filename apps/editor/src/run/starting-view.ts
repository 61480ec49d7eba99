import type { RunRequest } from '@latentgraph/graph-core';
import type { NodeRunView, RunView } from './run-view.ts';

/** What is known of a run when it is asked for. */
export type AskedRun = Pick<
  RunView,
  'key' | 'workflow' | 'document' | 'targets' | 'seeds' | 'place' | 'live' | 'askedAt' | 'submitted'
>;

/**
 * A run that has been asked for.
 *
 * @param before the one that was shown so far: its nodes keep their pictures until they have new ones
 */
export function startingView(asked: AskedRun, before: RunView | undefined): RunView {
  return {
    ...asked,
    state: 'queued',
    device: undefined,
    startedAt: undefined,
    elapsedMs: undefined,
    nodeCount: undefined,
    nodes: before ? keptPictures(before, asked.document) : {},
    zones: {},
    loading: undefined,
    outputs: [],
    problems: [],
    warnings: [],
    unreachable: false,
    cancelProblem: undefined,
  };
}

function keptPictures({ nodes }: RunView, { graphs: { main } }: RunRequest['document']): RunView['nodes'] {
  const kept: Record<string, NodeRunView> = {};
  for (const [id, { picture }] of Object.entries(nodes)) {
    if (picture && Object.hasOwn(main.nodes, id)) kept[id] = { state: 'waiting', picture };
  }
  return kept;
}
