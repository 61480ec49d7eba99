import { type Problem, problem, type Runtime } from '@latentgraph/graph-core';
import type { Gallery } from '../gallery/gallery.ts';
import type { OutputView, RunView } from './run-view.ts';

export interface KeepOutputOptions {
  readonly gallery: Pick<Gallery, 'add'>;
  onProblem(problem: Problem): void;
}

/**
 * Fetches a picture that a run has given from its runtime, and puts it into the gallery. Never rejects: what is not
 * kept is reported.
 */
export async function keepOutput(
  view: RunView,
  output: OutputView,
  { assets }: Pick<Runtime, 'assets'>,
  { gallery, onProblem }: KeepOutputOptions,
): Promise<void> {
  const asset = await assets.get(output.asset).catch(() => undefined);
  if (asset) await gallery.add(view, output, asset);
  else onProblem(notFetched(view, output));
}

function notFetched({ place }: RunView, { node }: OutputView): Problem {
  return problem({
    code: 'result-not-fetched',
    message: `${place} did not hand over a picture that '${node}' gave: it is not in the gallery.`,
    remedy: 'Run again with the same seed to have it again.',
    node,
  });
}
