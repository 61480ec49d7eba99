import type { Backend, Coefficient, Tensor } from '@latentgraph/nodes';
import {
  absoluteQuantile,
  coefficientOf,
  cpuTensor,
  moments,
  resizeTaps,
  type Tap,
} from '@latentgraph/runtime-core';
import { asDeviceTensor, type DeviceTensor, sizeOf } from './device-tensor.ts';
import type { FiniteWatch } from './finite-watch.ts';
import type { Kernels, Word } from './kernels.ts';
import {
  blendShader,
  clampShader,
  combineShader,
  copyRowsShader,
  mixChannelsShader,
  resizeShader,
  type Shader,
} from './shaders.ts';
import type { TensorLedger } from './tensor-ledger.ts';

/** WebGPU promises eight buffers a shader; two are for the parameters and the result. */
const MOST_TERMS = 6;

type Term = readonly [Coefficient, Tensor];

/** The Backend over GPU buffers. Values are read back by `download`, `quantile` and `moments` only. */
export class GpuBackend implements Omit<Backend, 'evaluate'> {
  readonly #kernels: Kernels;
  readonly #ledger: TensorLedger;
  readonly #watch: FiniteWatch;

  constructor(kernels: Kernels, ledger: TensorLedger, watch: FiniteWatch) {
    this.#kernels = kernels;
    this.#ledger = ledger;
    this.#watch = watch;
  }

  async combine(terms: readonly Term[]): Promise<Tensor> {
    const [first] = terms;
    if (!first) throw new RangeError('A combination needs at least one term.');
    const { dims } = first[1];
    for (const [, tensor] of terms) requireDims(tensor, dims);
    if (terms.length > MOST_TERMS) {
      const head = await this.combine(terms.slice(0, MOST_TERMS));
      return this.combine([[1, head], ...terms.slice(MOST_TERMS)]);
    }
    const samples = dims[0] ?? 1;
    const words: Word[] = [sizeOf(dims) / samples];
    for (let sample = 0; sample < samples; sample += 1) {
      for (const [coefficient] of terms) words.push({ real: coefficientOf(coefficient, sample) });
    }
    const inputs = terms.map(([, tensor]) => tensor);
    return this.#run(combineShader(terms.length), inputs, dims, words);
  }

  async blend(x: Tensor, y: Tensor, mask: Tensor): Promise<Tensor> {
    const { dims } = x;
    requireDims(y, dims);
    if (mask.dims.length !== dims.length || mask.dims.some((size, at) => size !== 1 && size !== dims[at])) {
      throw new RangeError(`A mask of [${mask.dims.join(', ')}] does not fit [${dims.join(', ')}].`);
    }
    const axes = dims.flatMap((size, axis) => {
      const maskStride = mask.dims[axis] === 1 ? 0 : sizeOf(mask.dims.slice(axis + 1));
      return [sizeOf(dims.slice(axis + 1)), size, maskStride];
    });
    return this.#run(blendShader, [x, y, mask], dims, [dims.length, ...axes]);
  }

  async mixChannels(
    x: Tensor,
    matrix: readonly (readonly number[])[],
    bias: readonly number[] = [],
  ): Promise<Tensor> {
    const [batch = 1, channels = 1, ...rest] = x.dims;
    if (matrix.some((row) => row.length !== channels)) {
      throw new RangeError(`The matrix's rows do not have one factor for each of ${channels} channels.`);
    }
    const factors = [...matrix.map((_, channel) => bias[channel] ?? 0), ...matrix.flat()];
    return this.#run(
      mixChannelsShader,
      [x],
      [batch, matrix.length, ...rest],
      [...[sizeOf(rest), channels, matrix.length], ...factors.map((real) => ({ real }))],
    );
  }

  async clamp(x: Tensor, min: Coefficient, max: Coefficient): Promise<Tensor> {
    const samples = x.dims[0] ?? 1;
    const limits = Array.from({ length: samples }, (_, sample) => [
      { real: coefficientOf(min, sample) },
      { real: coefficientOf(max, sample) },
    ]);
    return this.#run(clampShader, [x], x.dims, [sizeOf(x.dims) / samples, ...limits.flat()]);
  }

  async quantile(x: Tensor, q: number): Promise<readonly number[]> {
    return absoluteQuantile(cpuTensor(await this.download(x), x.dims), q);
  }

  async moments(x: Tensor): Promise<readonly { readonly mean: number; readonly deviation: number }[]> {
    return moments(cpuTensor(await this.download(x), x.dims));
  }

  async concat(tensors: readonly Tensor[], axis: number): Promise<Tensor> {
    const [first] = tensors;
    if (!first) throw new RangeError('Nothing to concatenate.');
    for (const { dims } of tensors) requireJoinable(first.dims, dims, axis);
    const length = tensors.reduce((sum, { dims }) => sum + dims[axis]!, 0);
    const dims = first.dims.map((size, at) => (at === axis ? length : size));
    const stride = sizeOf(dims.slice(axis));
    const result = this.#kernels.allocate(sizeOf(dims));
    let offset = 0;
    for (const tensor of tensors) {
      const row = sizeOf(tensor.dims.slice(axis));
      const words = [row, row, 0, stride, offset];
      this.#kernels.run(copyRowsShader, [this.buffer(tensor)], result, sizeOf(tensor.dims), words);
      offset += row;
    }
    return this.#keep(result, dims);
  }

  async slice(x: Tensor, axis: number, from: number, to: number): Promise<Tensor> {
    const size = x.dims[axis] ?? 0;
    if (from < 0 || to > size || from >= to) {
      throw new RangeError(`[${from}, ${to}) is no range of axis ${axis} of [${x.dims.join(', ')}].`);
    }
    const inner = sizeOf(x.dims.slice(axis + 1));
    const row = (to - from) * inner;
    const dims = x.dims.map((original, at) => (at === axis ? to - from : original));
    return this.#run(copyRowsShader, [x], dims, [row, size * inner, from * inner, row, 0]);
  }

  async resize(
    x: Tensor,
    heightPx: number,
    widthPx: number,
    filter: 'nearest' | 'bilinear',
  ): Promise<Tensor> {
    const [height, width] = [x.dims.at(-2) ?? 1, x.dims.at(-1) ?? 1];
    const taps = [...resizeTaps(height, heightPx, filter), ...resizeTaps(width, widthPx, filter)];
    const dims = [...x.dims.slice(0, -2), heightPx, widthPx];
    return this.#run(resizeShader, [x], dims, [height, width, heightPx, widthPx, ...taps.flatMap(tapWords)]);
  }

  async upload(data: Float32Array, dims: readonly number[]): Promise<Tensor> {
    return this.#ledger.add(dims, { kind: 'host', data });
  }

  async download(x: Tensor): Promise<Float32Array> {
    const { place, dims } = asDeviceTensor(x);
    if (place.kind === 'host') return place.data;
    const data = await this.#kernels.download(this.buffer(x), sizeOf(dims));
    // What was queued before has been done by now: nobody waits for longer.
    await this.#watch.settle();
    return data;
  }

  retain(x: Tensor): void {
    this.#ledger.hold(asDeviceTensor(x));
  }

  release(x: Tensor): void {
    this.#ledger.letGo(asDeviceTensor(x));
  }

  /** The buffer of a tensor; its values are sent to the device if they are not there. */
  buffer(x: Tensor): GPUBuffer {
    return this.#ledger.toDevice(asDeviceTensor(x), (data) => this.#kernels.upload(data));
  }

  #run(
    shader: Shader,
    inputs: readonly Tensor[],
    dims: readonly number[],
    words: readonly Word[],
  ): DeviceTensor {
    const result = this.#kernels.allocate(sizeOf(dims));
    const buffers = inputs.map((input) => this.buffer(input));
    this.#kernels.run(shader, buffers, result, sizeOf(dims), words);
    return this.#keep(result, dims);
  }

  #keep(buffer: GPUBuffer, dims: readonly number[]): DeviceTensor {
    return this.#ledger.add(dims, { kind: 'device', buffer, free: () => buffer.destroy() });
  }
}

function tapWords({ low, high, weight }: Tap): Word[] {
  return [low, high, { real: weight }];
}

function requireDims(tensor: Tensor, dims: readonly number[]): void {
  if (tensor.dims.length === dims.length && tensor.dims.every((size, axis) => size === dims[axis])) return;
  throw new RangeError(
    `Tensors of [${dims.join(', ')}] and [${tensor.dims.join(', ')}] do not fit together.`,
  );
}

function requireJoinable(a: readonly number[], b: readonly number[], axis: number): void {
  if (a.length === b.length && a.every((size, at) => at === axis || size === b[at])) return;
  throw new RangeError(`[${a.join(', ')}] and [${b.join(', ')}] cannot be joined along axis ${axis}.`);
}
