import { ProblemError } from '@latentgraph/graph-core';

const OUT_OF_MEMORY =
  /out of memory|bad_alloc|allocation fail|failed to allocate|Aborted\(OOM\)|Cannot enlarge memory/i;
const BROKEN =
  /\bAborted\b|unreachable|index out of bounds|memory access out of bounds|already been disposed/i;

/** Whether onnxruntime ran out of memory or was stopped by the browser; undefined for anything else. */
export function brokenEngine(error: unknown): ProblemError | undefined {
  const reason = error instanceof Error ? error.message : String(error);
  if (OUT_OF_MEMORY.test(reason) || error instanceof RangeError) {
    return new ProblemError({
      code: 'out-of-memory',
      message: `The browser has not enough memory for this (${reason}).`,
      remedy: 'Make smaller pictures or a smaller batch, choose the fp16 variant, or close other tabs.',
    });
  }
  if (!BROKEN.test(reason) && !(error instanceof WebAssembly.RuntimeError)) return undefined;
  return new ProblemError({
    code: 'engine-broken',
    message: `The browser stopped onnxruntime (${reason}).`,
    remedy: 'Run again: it is started anew. If it stays so, choose the other device.',
  });
}
