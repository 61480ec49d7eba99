import { ProblemError } from '@latentgraph/graph-core';
import { memoryProblem } from './engine-problem.ts';
import type { EvaluationSite } from './feeds.ts';
import { plainReason } from './plain-reason.ts';

const MISSING_OPERATOR =
  /(?:com\.microsoft[:.]\w+|Could not find an implementation for \w+|No Op registered for \w+)/;

/** What onnxruntime means when it will not open a file that looked right. */
export function openProblem(
  error: unknown,
  site: EvaluationSite,
  path: string,
  device: string,
): ProblemError {
  const reason = error instanceof Error ? error.message : String(error);
  const where = `${path} of model '${site.model.name}'`;
  const full = memoryProblem(reason, `open ${where}`);
  if (full) return full;
  const operator = MISSING_OPERATOR.exec(reason)?.[0];
  if (operator !== undefined) {
    return new ProblemError({
      code: 'model-operators-unsupported',
      message: `${where} uses an operator that ${device} cannot run (${operator}).`,
      remedy: 'Run with --device cuda, or export the model without fusions for CUDA.',
    });
  }
  return new ProblemError({
    code: 'model-file-broken',
    message: `${where} could not be opened on ${device}: ${plainReason(reason)}.`,
    remedy: 'Copy or download that file again; if it stays so, export the model anew.',
  });
}
