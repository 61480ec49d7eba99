import type { Backend } from '../contract/backend.ts';
import type { Tensor } from '../contract/tensor.ts';

/** What a step of two evaluations keeps from its first for its second. */
export class StepStart {
  #ops: Backend | null = null;
  #tensors: readonly Tensor[] = [];

  /** Empty before a first evaluation. */
  get tensors(): readonly Tensor[] {
    return this.#tensors;
  }

  keep(ops: Backend, ...tensors: readonly Tensor[]): void {
    this.clear();
    for (const tensor of tensors) ops.retain(tensor);
    this.#ops = ops;
    this.#tensors = tensors;
  }

  clear(): void {
    for (const tensor of this.#tensors) this.#ops?.release(tensor);
    this.#tensors = [];
  }
}
