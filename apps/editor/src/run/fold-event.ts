import type { Problem, RunEvent, RunState } from '@latentgraph/graph-core';
import type { NodeRunView, PictureRef, RunView, ZoneRunView } from './run-view.ts';
import { waitingNodes } from './starting-view.ts';

const EMPTY_ZONE: ZoneRunView = { step: 0, count: 0, stepMs: [], readings: [], steppedAt: 0, previews: [] };

/**
 * The run as it is after one more of its events.
 *
 * @param now when the event came, in milliseconds since 1970
 */
export function foldEvent(view: RunView, event: RunEvent, now: number): RunView {
  switch (event.type) {
    case 'queued':
      return { ...fromBeginning(view), state: 'queued' };
    case 'started':
      return {
        ...fromBeginning(view),
        state: 'running',
        device: event.device,
        startedAt: now,
        nodeCount: event.nodeCount,
      };
    case 'modelLoading':
      return { ...view, loading: event.phase === 'ready' ? undefined : { ...event, phase: event.phase } };
    case 'nodeStarted':
      return withNode(view, event.node, { state: 'running' });
    case 'stepFinished':
      return withStep(view, event, now);
    case 'preview':
      return withPreview(view, event);
    case 'output': {
      const picture = pictureOf(event);
      const output = {
        ...picture,
        node: event.node,
        index: event.index,
        ...(event.prefix === undefined ? {} : { prefix: event.prefix }),
      };
      return withNode({ ...view, outputs: [...view.outputs, output] }, event.node, { picture });
    }
    case 'nodeFinished':
      return withNode(view, event.node, {
        state: event.cached ? 'cached' : 'done',
        elapsedMs: event.elapsedMs,
      });
    case 'warning':
      return withWarning(view, event.problem);
    case 'nodeFailed':
      return withNode(view, event.node, { state: 'failed', problem: event.problem });
    case 'finished':
    case 'cancelled':
      return ended(view, event.type, event.elapsedMs);
    case 'failed':
      return { ...ended(view, 'failed', event.elapsedMs), problems: event.problems };
  }
}

/** The run once nothing of it goes on: what was cut off has not had its turn. */
export function ended(view: RunView, state: RunState, elapsedMs: number | undefined): RunView {
  const nodes = Object.entries(view.nodes).map(([id, node]): [string, NodeRunView] => [
    id,
    node.state === 'running' ? { ...node, state: 'waiting' } : node,
  ]);
  const settled = { unreachable: false, loading: undefined, cancelProblem: undefined };
  return { ...view, ...settled, state, elapsedMs, nodes: Object.fromEntries(nodes) };
}

/** A server whose runner died puts a run back into its queue; what it gave until then is void. */
function fromBeginning(view: RunView): RunView {
  const nodes = waitingNodes(view.nodes);
  return { ...view, startedAt: undefined, nodes, zones: {}, loading: undefined, outputs: [] };
}

/** A run that is started once more finds the same again, and the reason why it was is a warning too. */
function withWarning(view: RunView, warning: Problem): RunView {
  const isKnown = view.warnings.some(
    ({ code, node, message }) =>
      code === warning.code && node === warning.node && message === warning.message,
  );
  return isKnown ? view : { ...view, warnings: [...view.warnings, warning] };
}

function withNode(view: RunView, node: string, change: Partial<NodeRunView>): RunView {
  const before = view.nodes[node] ?? { state: 'running' };
  return { ...view, nodes: { ...view.nodes, [node]: { ...before, ...change } } };
}

function withZone(view: RunView, zone: string, change: (zone: ZoneRunView) => ZoneRunView): RunView {
  return { ...view, zones: { ...view.zones, [zone]: change(view.zones[zone] ?? EMPTY_ZONE) } };
}

function withStep(view: RunView, event: RunEvent & { type: 'stepFinished' }, now: number): RunView {
  const { zone, step, count, elapsedMs, readings = {} } = event;
  return withZone(view, zone, (before) => ({
    ...before,
    step,
    count,
    steppedAt: now,
    stepMs: [...before.stepMs.slice(0, step - 1), elapsedMs],
    readings: [...before.readings.slice(0, step - 1), readings],
  }));
}

function withPreview(view: RunView, event: RunEvent & { type: 'preview' }): RunView {
  const picture = pictureOf(event);
  const shown = withNode(view, event.node, { picture });
  const { zone, step } = event;
  if (zone === undefined || step === undefined) return shown;
  return withZone(shown, zone, (before) => {
    const previews = [...before.previews];
    previews[step - 1] = picture;
    return { ...before, previews };
  });
}

function pictureOf({ asset, mediaType, widthPx, heightPx }: PictureRef): PictureRef {
  return { asset, mediaType, widthPx, heightPx };
}
