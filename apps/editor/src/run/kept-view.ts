import type { WorkflowDocument } from '@latentgraph/graph-core';
import { fingerprintOf } from '../document/fingerprint.ts';
import type { GalleryResult } from '../gallery/gallery-result.ts';
import type { NodeRunView, RunView } from './run-view.ts';
import { startingView } from './starting-view.ts';

export type KeptView = typeof keptView;

/** As `keptView`, which is asked for often: works it out anew only when it is asked about something else. */
export function createKeptView(): KeptView {
  let asked: Parameters<KeptView> | undefined;
  let view: RunView | undefined;
  return (...about) => {
    if (!asked?.every((value, index) => value === about[index])) {
      asked = about;
      view = keptView(...about);
    }
    return view;
  };
}

/**
 * What a workflow showed when it was last open, from its results: the nodes have their last pictures again.
 *
 * @param results newest first
 * @returns undefined where there is none
 */
export function keptView(
  results: readonly GalleryResult[],
  workflow: string,
  document: WorkflowDocument,
): RunView | undefined {
  const nodes: Record<string, NodeRunView> = {};
  const fingerprint = fingerprintOf(document);
  // An example that was not changed is opened anew each time.
  const own = results.filter((result) => result.workflow === workflow || result.fingerprint === fingerprint);
  for (const { node, asset, mediaType, widthPx, heightPx } of own) {
    nodes[node] ??= { state: 'waiting', picture: { asset, mediaType, widthPx, heightPx } };
  }
  const [last] = own;
  if (last === undefined) return undefined;
  const { run, seeds, place, madeAt } = last;
  const asked = { key: run, batch: run, workflow, document, targets: undefined, seeds, place, live: false };
  const view = startingView({ ...asked, askedAt: madeAt, submitted: true });
  return {
    ...view,
    state: 'finished',
    nodes,
    outputs: own.filter((result) => result.run === run).toReversed(),
  };
}
