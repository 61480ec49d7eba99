import { ProblemError } from '@latentgraph/graph-core';

/** Also what onnxruntime says where a size does not fit into the 32 bits of WebAssembly. */
const OUT_OF_MEMORY =
  /out of memory|bad_alloc|failed to allocate|allocation fail|Tensor shape is too large|SafeIntOnOverflow/i;
/** As a word of its own: names of tensors may well hold "zoom". */
const OOM = /\bOOM\b/;
/** How a WebAssembly module ends that the browser, or the module itself, has stopped for good. */
const STOPPED = /\bAborted\b|\bunreachable\b|out of bounds/;

/**
 * What befell onnxruntime as a whole rather than one model; undefined for anything else.
 *
 * @param doing completes "there is not enough memory to …"
 */
export function engineProblem(reason: string, doing: string): ProblemError | undefined {
  if (OUT_OF_MEMORY.test(reason) || OOM.test(reason)) {
    return new ProblemError({
      code: 'out-of-memory',
      message: `There is not enough memory to ${doing} (${reason}).`,
      remedy: 'Make smaller pictures or a smaller batch, choose the fp16 variant, or close other programs.',
    });
  }
  if (!STOPPED.test(reason)) return undefined;
  return new ProblemError({
    code: 'engine-broken',
    message: `onnxruntime was stopped when it was to ${doing} (${reason}).`,
    remedy: 'Run again: it is started anew. If it stays so, choose another device.',
  });
}
