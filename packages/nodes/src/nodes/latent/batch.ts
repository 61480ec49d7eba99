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

/** Brings two tensors to the larger of their batches and checks that the rest of their dims agrees. */
export async function matchTensors(
  ops: Backend,
  a: NamedTensor,
  b: NamedTensor,
): Promise<readonly [Tensor, Tensor]> {
  const [aSize, bSize] = [a, b].map(({ tensor }) => tensor.dims.slice(1).join('×'));
  if (aSize !== bSize) {
    throw new ProblemError({
      code: 'latent-sizes-differ',
      message: `${a.what} is ${aSize}, but ${b.what} is ${bSize} (channels × height × width).`,
      remedy: 'Make both from pictures of one size, or put Resize Latent before one of them.',
    });
  }
  return matchBatches(ops, a, b);
}
