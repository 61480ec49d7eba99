import type { PictureRef, RunView } from '../run/run-view.ts';
import type { RunsState } from '../run/runs.ts';

/**
 * The pictures to look at: those of the shown run and of the runs that were asked for together with it, in the order
 * asked, among them the one that is becoming. Where there are none yet, or none came of it, what an earlier run left.
 */
export function picturesNow({ shown, ended }: Pick<RunsState, 'shown' | 'ended'>): readonly PictureRef[] {
  if (!shown) return [];
  const pictures = picturesOfBatch(shown, ended);
  if (pictures.length > 0) return pictures;
  const earlier = ended.find(({ workflow, outputs }) => workflow === shown.workflow && outputs.length > 0);
  return earlier ? picturesOfBatch(earlier, ended) : leftAtNodes(shown);
}

function picturesOfBatch(view: RunView, ended: readonly RunView[]): readonly PictureRef[] {
  const others = ended.filter(({ batch, key }) => batch === view.batch && key !== view.key);
  return [...others, view].sort((a, b) => a.askedAt - b.askedAt).flatMap(picturesOf);
}

function picturesOf(view: RunView): readonly PictureRef[] {
  if (view.outputs.length > 0 || view.state === 'failed') return view.outputs;
  const { picture } = nodesWithPicture(view).findLast(({ state }) => state !== 'waiting') ?? {};
  return picture ? [picture] : [];
}

/** The last node's: that is the one which gives pictures, before it are those that foresee them. */
function leftAtNodes(view: RunView): readonly PictureRef[] {
  const { picture } = nodesWithPicture(view).at(-1) ?? {};
  return picture ? [picture] : [];
}

function nodesWithPicture({ nodes }: RunView) {
  return Object.values(nodes).filter(({ picture }) => picture !== undefined);
}
