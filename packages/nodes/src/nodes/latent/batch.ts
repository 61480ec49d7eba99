import { ProblemError } from '@latentgraph/graph-core';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';

/** A tensor of batch 1 repeated to `batch`; one that has that batch as it is. Any other is a problem. */
export async function repeatToBatch(
  ops: Backend,
  tensor: Tensor,
  batch: number,
  what: string,
): Promise<Tensor> {
  if (tensor.dims[0] === batch) return tensor;
  if (tensor.dims[0] === 1) return ops.concat(new Array<Tensor>(batch).fill(tensor), 0);
  throw new ProblemError({
    code: 'batch-sizes-differ',
    message: `${what} holds ${tensor.dims[0]} pictures where ${batch} are wanted.`,
    remedy: 'Give both the same number of pictures, or give one of them a single picture.',
  });
}

interface NamedTensor {
  readonly tensor: Tensor;
  /** As a message calls it. */
  readonly what: string;
}

/** Brings two tensors to the larger of their batches. */
export async function matchBatches(
  ops: Backend,
  a: NamedTensor,
  b: NamedTensor,
): Promise<readonly [Tensor, Tensor]> {
  const batch = Math.max(a.tensor.dims[0]!, b.tensor.dims[0]!);
  return [
    await repeatToBatch(ops, a.tensor, batch, a.what),
    await repeatToBatch(ops, b.tensor, batch, b.what),
  ];
}
