import type { NodeRunView, RunView } from './run-view.ts';

/** What is known of a run when it is asked for. */
export type AskedRun = Pick<
  RunView,
  'key' | 'batch' | 'workflow' | 'document' | 'targets' | 'seeds' | 'place' | 'live' | 'askedAt' | 'submitted'
>;

/** A run that has been asked for. */
export function startingView(asked: AskedRun): RunView {
  return {
    ...asked,
    state: 'queued',
    device: undefined,
    startedAt: undefined,
    elapsedMs: undefined,
    nodeCount: undefined,
    nodes: {},
    zones: {},
    loading: undefined,
    outputs: [],
    problems: [],
    warnings: [],
    unreachable: false,
    cancelProblem: undefined,
  };
}

/**
 * A run whose nodes show the pictures of another one until they have their own.
 *
 * @param before the one that was shown so far
 */
export function withPicturesOf(before: RunView, view: RunView): RunView {
  const nodes = { ...view.nodes };
  for (const [id, earlier] of Object.entries(waitingNodes(before.nodes))) {
    if (Object.hasOwn(view.document.graphs.main.nodes, id)) nodes[id] = { ...earlier, ...nodes[id] };
  }
  return { ...view, nodes };
}

/** Nodes that have not had their turn, with the pictures that they showed last. */
export function waitingNodes(nodes: RunView['nodes']): RunView['nodes'] {
  const waiting: Record<string, NodeRunView> = {};
  for (const [id, { picture }] of Object.entries(nodes)) {
    if (picture) waiting[id] = { state: 'waiting', picture };
  }
  return waiting;
}
