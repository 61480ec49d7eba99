import { type ValueMemory, valueBytes } from '@latentgraph/graph-core';
import type { Tensor } from '@latentgraph/nodes';
import { isCpuTensor } from '../ops/cpu-tensor.ts';

/** How deep tensors lie in values: an entry of a list in a conditioning is three levels down. */
const SCAN_DEPTH = 3;

/** How values hold tensors in host memory: the garbage collector frees them, so only their size matters. */
export const cpuValueMemory: ValueMemory = {
  retain() {},
  release() {},
  settle() {},
  sizeBytes: (value) =>
    valueBytes(value, (object) => (isCpuTensor(object) ? object.data.byteLength : undefined)),
};

/** The tensors that a value holds, each once. */
export function tensorsIn<Kind extends Tensor>(
  value: unknown,
  isTensor: (candidate: unknown) => candidate is Kind,
): ReadonlySet<Kind> {
  const found = new Set<Kind>();
  const scan = (candidate: unknown, depth: number): void => {
    if (typeof candidate !== 'object' || candidate === null) return;
    if (isTensor(candidate)) found.add(candidate);
    else if (depth > 0 && !ArrayBuffer.isView(candidate)) {
      for (const part of Object.values(candidate)) scan(part, depth - 1);
    }
  };
  scan(value, SCAN_DEPTH);
  return found;
}
