import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { LatentValue, MaskValue } from '../../contract/values.ts';
import { repeatToBatch } from '../latent/batch.ts';
import { maskAtLatentSize } from './latent-mask.ts';

/**
 * A mask at latent size, kept from step to step: bringing a large mask down costs more than a step's arithmetic.
 * A mask that changes with the steps is brought down again.
 */
export class KeptMask {
  readonly #ops: Backend;
  readonly #resample: 'nearest' | 'area';
  #source: MaskValue | null = null;
  #small: Tensor | null = null;

  /** @param resample `area` gives each cell the mean of its pixels, `nearest` 0 or 1 */
  constructor(ops: Backend, resample: 'nearest' | 'area' = 'area') {
    this.#ops = ops;
    this.#resample = resample;
  }

  /**
   * [1 or the latent's batch, 1, h, w]
   *
   * @param node for messages
   * @throws ProblemError `mask-size`, `batch-sizes-differ`
   */
  async fittedTo(
    latent: Pick<LatentValue, 'tensor' | 'family'>,
    mask: MaskValue,
    node: string,
  ): Promise<Tensor> {
    const small = this.#source === mask && this.#small ? this.#small : await this.#take(latent, mask, node);
    return small.dims[0] === 1 ? small : repeatToBatch(this.#ops, small, latent.tensor.dims[0]!, 'The mask');
  }

  dispose(): void {
    if (this.#small) this.#ops.release(this.#small);
    this.#small = null;
  }

  async #take(
    latent: Pick<LatentValue, 'tensor' | 'family'>,
    mask: MaskValue,
    node: string,
  ): Promise<Tensor> {
    const small = await maskAtLatentSize(this.#ops, mask, latent, this.#resample, node);
    this.#ops.retain(small);
    this.dispose();
    this.#source = mask;
    this.#small = small;
    return small;
  }
}
