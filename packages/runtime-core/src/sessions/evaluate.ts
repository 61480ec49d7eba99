import { ProblemError } from '@latentgraph/graph-core';
import type { Backend } from '@latentgraph/nodes';
import { type Evaluate, hostFeeds } from '../ops/cpu-backend.ts';
import { asCpuTensor } from '../ops/cpu-tensor.ts';
import { concat, slice } from '../ops/shape.ts';
import { engineProblem } from './engine-problem.ts';
import { type EvaluationSite, fromOrtOutputs, toOrtFeeds } from './feeds.ts';
import { requireFinite } from './finite.ts';
import { fixedBatch, inFixedBatches } from './fixed-batch.ts';
import { feedsLargePictures } from './large-pictures.ts';
import type { Ort, OrtSession, OrtTensor } from './ort.ts';
import { plainReason } from './plain-reason.ts';
import type { LoadingListener, SessionPool } from './session-pool.ts';

export interface EvaluateOptions {
  readonly onLoading?: LoadingListener;
  /** Latent cells of a picture up to which a batch is evaluated as one; beyond, its pictures follow one another. */
  readonly mostCellsInBatch?: number;
}

const HOST_ROWS: Pick<Backend, 'concat' | 'slice'> = {
  concat: async (tensors, axis) => concat(tensors, axis),
  slice: async (tensor, axis, from, to) => slice(tensor, axis, from, to),
};

/** Evaluations through the sessions of a pool, with tensors in host memory on both ends. */
export function evaluateWith(ort: Ort, pool: SessionPool, options: EvaluateOptions = {}): Evaluate {
  const { onLoading, mostCellsInBatch = Number.POSITIVE_INFINITY } = options;
  return (model, component, feeds, place) => {
    const site = { model, component, place };
    return pool.run(
      site,
      async (session) => {
        const { inputMetadata } = session;
        const oneByOne = feedsLargePictures(component, feeds, mostCellsInBatch) ? 1 : undefined;
        const batch = fixedBatch(inputMetadata) ?? oneByOne;
        const outputs = await inFixedBatches(HOST_ROWS, batch, feeds, async (part) => {
          const ortFeeds = toOrtFeeds(ort, inputMetadata, hostFeeds(part), site);
          const found = fromOrtOutputs(await runSession(session, ortFeeds, site), component);
          requireFinite(found, part, site);
          return found;
        });
        return Object.fromEntries(
          Object.entries(outputs).map(([name, tensor]) => [name, asCpuTensor(tensor)]),
        );
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

function evaluationProblem(reason: string, { model, component }: EvaluationSite): ProblemError {
  const broken = engineProblem(reason, `run the ${component} of model '${model.name}'`);
  if (broken) return broken;
  return new ProblemError({
    code: 'model-evaluation-failed',
    message: `The ${component} of model '${model.name}' could not be run: ${plainReason(reason)}.`,
    remedy: 'Check that the latent and the conditioning come from a Checkpoint of the same kind of model.',
  });
}
