import { ProblemError } from '@latentgraph/graph-core';
import type { Evaluate } from '../ops/cpu-backend.ts';
import { type EvaluationSite, fromOrtOutputs, toOrtFeeds } from './feeds.ts';
import type { Ort, OrtSession, OrtTensor } from './ort.ts';
import type { LoadingListener, SessionPool } from './session-pool.ts';

/** Evaluations through the sessions of a pool, with tensors in host memory on both ends. */
export function evaluateWith(ort: Ort, pool: SessionPool, onLoading?: LoadingListener): Evaluate {
  return (model, component, feeds) => {
    const site = { model, component };
    return pool.run(
      site,
      async (session) => {
        const ortFeeds = toOrtFeeds(ort, session.inputMetadata, feeds, site);
        return fromOrtOutputs(await runSession(session, ortFeeds, site), component);
      },
      onLoading,
    );
  };
}

/** @throws ProblemError for whatever onnxruntime throws */
export async function runSession(
  session: OrtSession,
  feeds: Record<string, OrtTensor>,
  site: EvaluationSite,
): Promise<Record<string, OrtTensor>> {
  try {
    return { ...(await session.run(feeds)) } as Record<string, OrtTensor>;
  } catch (error) {
    throw evaluationProblem(error instanceof Error ? error.message : String(error), site);
  }
}

const OUT_OF_MEMORY = /out of memory|bad_alloc|failed to allocate|allocation failure|OOM/i;

function evaluationProblem(reason: string, { model, component }: EvaluationSite): ProblemError {
  if (OUT_OF_MEMORY.test(reason)) {
    return new ProblemError({
      code: 'out-of-memory',
      message: `There is not enough memory to run the ${component} of model '${model.name}' (${reason}).`,
      remedy: 'Make smaller pictures or a smaller batch, choose the fp16 variant, or close other programs.',
    });
  }
  return new ProblemError({
    code: 'model-evaluation-failed',
    message: `The ${component} of model '${model.name}' could not be run: ${reason}.`,
    remedy: 'Check that the latent and the conditioning come from a Checkpoint of the same kind of model.',
  });
}
