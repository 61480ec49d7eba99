import { ProblemError } from '@latentgraph/graph-core';

/** Sites offer models that were exported; the weights of a checkpoint are read by the program alone. */
export function checkpointElsewhere(model: string): ProblemError {
  return new ProblemError({
    code: 'checkpoint-not-in-browsers',
    message: `Model '${model}' is a checkpoint, which this page cannot open.`,
    remedy: 'Run it with the program on your machine: `latentgraph serve`.',
  });
}
