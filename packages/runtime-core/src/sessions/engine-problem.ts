import { ProblemError } from '@latentgraph/graph-core';
import { plainReason } from './plain-reason.ts';

/** Also what onnxruntime says where a size does not fit into the 32 bits of WebAssembly. */
const OUT_OF_MEMORY =
  /out of memory|bad_alloc|failed to allocate|allocation fail|smaller than requested bytes|Tensor shape is too large|SafeIntOnOverflow/i;
/** As a word of its own: names of tensors may well hold "zoom". */
const OOM = /\bOOM\b/;
/** How much was asked for at once, where onnxruntime says it. */
const WANTED_BYTES = /requested (?:buffer of size|bytes of) (\d+)/i;
/** How a WebAssembly module ends that the browser, or the module itself, has stopped for good. */
const STOPPED = /\bAborted\b|\bunreachable\b|out of bounds/;

/**
 * What befell onnxruntime as a whole rather than one model; undefined for anything else.
 *
 * @param doing completes "there is not enough memory to …"
 */
export function engineProblem(reason: string, doing: string): ProblemError | undefined {
  const full = memoryProblem(reason, doing);
  if (full) return full;
  if (!STOPPED.test(reason)) return undefined;
  return new ProblemError({
    code: 'engine-broken',
    message: `onnxruntime was stopped when it was to ${doing} (${plainReason(reason)}).`,
    remedy: 'Run again: it is started anew. If it stays so, choose another device.',
  });
}

/**
 * That there was not enough memory, where that is what onnxruntime says; undefined for anything else.
 *
 * @param doing completes "there is not enough memory to …"
 */
export function memoryProblem(reason: string, doing: string): ProblemError | undefined {
  if (!OUT_OF_MEMORY.test(reason) && !OOM.test(reason)) return undefined;
  const wanted = WANTED_BYTES.exec(reason)?.[1];
  const why =
    wanted === undefined ? ` (${plainReason(reason)})` : `: it needs ${memoryText(Number(wanted))} at once`;
  return new ProblemError({
    code: 'out-of-memory',
    message: `There is not enough memory to ${doing}${why}.`,
    remedy: 'Make a smaller picture or a smaller batch; then close other programs.',
  });
}

/** As memory is sold: 1 GB is 2^30 bytes. */
function memoryText(bytes: number): string {
  const megabytes = bytes / 2 ** 20;
  if (megabytes < 1_000) return `${Math.max(1, Math.round(megabytes))} MB`;
  const gigabytes = megabytes / 1_024;
  return `${Number(gigabytes.toFixed(gigabytes < 10 ? 1 : 0))} GB`;
}
