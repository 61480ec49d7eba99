import {
  type Asset,
  type Problem,
  ProblemError,
  type RunEvent,
  type RunRequest,
  type Runtime,
} from '@latentgraph/graph-core';
import { follow } from '../../run/follow.ts';
import { giveAssets } from '../../run/give-assets.ts';

/**
 * Runs a request and gives the first picture that its target shows; undefined where it shows none. A connection that
 * is lost is taken up again.
 *
 * @param find looks for the pictures that the document names
 * @param signal cancels the run
 * @throws ProblemError when the run fails
 */
export async function runUpTo(
  request: RunRequest,
  runtime: Runtime,
  find: (hash: string) => Promise<Asset | undefined>,
  signal: AbortSignal,
): Promise<Asset | undefined> {
  await giveAssets(request.document, runtime, find);
  signal.throwIfAborted();
  const run = await runtime.submit(request);
  const cancel = () => void runtime.cancel(run).catch(() => undefined);
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  let picture: string | undefined;
  let failure: Problem | undefined;

  function onEvent(event: RunEvent): void {
    if (event.type === 'preview' && event.node === request.targets?.[0]) picture ??= event.asset;
    if (event.type === 'failed') failure = event.problems[0];
  }

  try {
    await follow(runtime, run, { onEvent, onUnreachable: () => undefined, isGivenUp: () => signal.aborted });
  } finally {
    signal.removeEventListener('abort', cancel);
  }
  if (failure) throw new ProblemError(failure);
  return picture === undefined ? undefined : runtime.assets.get(picture);
}
