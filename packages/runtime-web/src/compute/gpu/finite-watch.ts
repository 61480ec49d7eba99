import type { ProblemError } from '@latentgraph/graph-core';
import { allFinite, type EvaluationSite, outputNotFinite } from '@latentgraph/runtime-core';
import { type DeviceTensor, sizeOf } from './device-tensor.ts';
import type { Kernels } from './kernels.ts';
import { notFiniteShader } from './shaders.ts';

/**
 * Looks for values that are not finite in what models put out, without making anybody wait: the GPU's answer is read when it
 * comes, and heard by whoever asks next.
 */
export class FiniteWatch {
  readonly #kernels: Kernels;
  readonly #pending = new Set<Promise<void>>();
  #found: ProblemError | undefined;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  /** @throws ProblemError `model-output-not-finite` at once for what is in host memory */
  watch(outputs: readonly DeviceTensor[], site: EvaluationSite): void {
    const mark = this.#kernels.allocate(1);
    for (const { place, dims } of outputs) {
      if (place.kind === 'host' && !allFinite(place.data)) throw outputNotFinite(site);
      if (place.kind === 'device') this.#kernels.run(notFiniteShader, [place.buffer], mark, sizeOf(dims), []);
    }
    const looked = this.#look(mark, site).finally(() => this.#pending.delete(looked));
    this.#pending.add(looked);
  }

  /** @throws ProblemError `model-output-not-finite` for what has come to light since the last time */
  requireFinite(): void {
    const found = this.#found;
    this.#found = undefined;
    if (found) throw found;
  }

  /** Waits for all answers first. @throws ProblemError as `requireFinite` */
  async settle(): Promise<void> {
    await Promise.all(this.#pending);
    this.requireFinite();
  }

  /** Between runs: what the last one gave is nothing to the next. */
  async forget(): Promise<void> {
    await Promise.all(this.#pending);
    this.#found = undefined;
  }

  async #look(mark: GPUBuffer, site: EvaluationSite): Promise<void> {
    try {
      const [marked] = await this.#kernels.download(mark, 1);
      if (marked !== 0) this.#found ??= outputNotFinite(site);
    } catch {
      // The device is lost: whoever needs it next is told so.
    } finally {
      mark.destroy();
    }
  }
}
