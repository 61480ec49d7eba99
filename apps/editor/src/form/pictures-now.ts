import type { PictureRef, RunView } from '../run/run-view.ts';

/**
 * The pictures to look at in a run: those that came out, else the one that is becoming, else what an earlier run
 * left.
 */
export function picturesNow(view: RunView | undefined): readonly PictureRef[] {
  if (!view) return [];
  if (view.outputs.length > 0) return view.outputs;
  const nodes = Object.values(view.nodes).filter(({ picture }) => picture !== undefined);
  const becoming = nodes.findLast(({ state }) => state !== 'waiting') ?? nodes[0];
  return becoming?.picture ? [becoming.picture] : [];
}
