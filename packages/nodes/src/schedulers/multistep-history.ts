import type { Backend } from '../contract/backend.ts';
import type { Tensor } from '../contract/tensor.ts';

/** The latest tensors of a solver, newest first; keeps them alive between steps. */
export class MultistepHistory {
  readonly #capacity: number;
  #ops: Backend | null = null;
  #tensors: Tensor[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Newest first. */
  get tensors(): readonly Tensor[] {
    return this.#tensors;
  }

  get length(): number {
    return this.#tensors.length;
  }

  /** Retains the tensor and releases what no longer fits. */
  push(ops: Backend, tensor: Tensor): void {
    if (this.#capacity === 0) return;
    this.#ops = ops;
    ops.retain(tensor);
    this.#tensors.unshift(tensor);
    while (this.#tensors.length > this.#capacity) ops.release(this.#tensors.pop()!);
  }

  clear(): void {
    for (const tensor of this.#tensors) this.#ops?.release(tensor);
    this.#tensors = [];
  }
}
