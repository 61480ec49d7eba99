import { builtinRegistry } from '@latentgraph/nodes';
import { outerZonesOf } from './outer-zones.ts';
import type { RunProgress } from './progress.ts';
import type { LoadingView, RunView } from './run-view.ts';
import { bytesText, durationText, partText } from './words.ts';

/** What a run does at the moment, or how it ended, in a few words. */
export function runText(view: RunView, { step }: RunProgress): string {
  const { state, elapsedMs, loading, unreachable, cancelProblem, submitted, place } = view;
  if (state === 'finished') return elapsedMs === undefined ? 'Done' : `Done in ${durationText(elapsedMs)}`;
  if (state === 'failed') return 'Failed';
  if (state === 'cancelled') return 'Cancelled';
  if (cancelProblem) return 'Could not be cancelled';
  if (unreachable) return `No connection to ${place}`;
  if (loading) return loadingText(loading);
  if (state === 'queued') return submitted ? 'Starting' : 'Waiting';
  const outside = nodeOutsideLoops(view);
  if (outside !== undefined) return outside;
  if (step) return `Step ${step.number} of ${step.count}`;
  return Object.values(view.nodes).some((node) => node.state === 'running') ? 'First step' : 'Running';
}

function loadingText({ model, component, phase, loadedBytes, totalBytes }: LoadingView): string {
  if (phase === 'opening') return `Opening ${model} ${component}`;
  return `Fetching ${model}: ${totalBytes === null ? bytesText(loadedBytes) : partText(loadedBytes, totalBytes)}`;
}

/** Title of what runs outside the loops: inside them it is the step that counts. */
function nodeOutsideLoops({ nodes, document }: RunView): string | undefined {
  const loops = outerZonesOf(document);
  const running = Object.entries(nodes).findLast(
    ([id, { state }]) => state === 'running' && !loops.some((loop) => loop.nodes.has(id)),
  );
  if (running === undefined) return undefined;
  const record = document.graphs.main.nodes[running[0]];
  return record?.title ?? builtinRegistry.nodes.get(record?.type ?? '')?.title;
}
