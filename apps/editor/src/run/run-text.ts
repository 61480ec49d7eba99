import { builtinRegistry } from '@latentgraph/nodes';
import type { RunProgress } from './progress.ts';
import type { LoadingView, RunView } from './run-view.ts';
import { bytesText, durationText, partText } from './words.ts';

/** What a run does at the moment, or how it ended, in a few words. */
export function runText(view: RunView, { step }: RunProgress): string {
  const { state, elapsedMs, loading, unreachable, submitted, place } = view;
  if (state === 'finished') return elapsedMs === undefined ? 'Done' : `Done in ${durationText(elapsedMs)}`;
  if (state === 'failed') return 'Failed';
  if (state === 'cancelled') return 'Cancelled';
  if (unreachable) return `No connection to ${place}`;
  if (loading) return loadingText(loading);
  if (state === 'queued') return submitted ? 'Starting' : 'Waiting';
  const node = runningNode(view);
  if (step && step.number <= step.count && node === undefined) return `Step ${step.number} of ${step.count}`;
  return node ?? 'Running';
}

function loadingText({ model, component, phase, loadedBytes, totalBytes }: LoadingView): string {
  if (phase === 'opening') return `Opening ${model} ${component}`;
  return `Fetching ${model}: ${totalBytes === null ? bytesText(loadedBytes) : partText(loadedBytes, totalBytes)}`;
}

/** Title of what runs outside the loops: inside them it is the step that counts. */
function runningNode({ nodes, zones, document: { graphs } }: RunView): string | undefined {
  const inLoop = Object.values(zones).some(({ step, count }) => step < count);
  if (inLoop) return undefined;
  const running = Object.entries(nodes).findLast(([, { state }]) => state === 'running');
  if (running === undefined) return undefined;
  const record = graphs.main.nodes[running[0]];
  return record?.title ?? builtinRegistry.nodes.get(record?.type ?? '')?.title;
}
