import type { Backend, Coefficient, ModelComponent } from '../contract/backend.ts';
import type { Feed, Tensor } from '../contract/tensor.ts';
import type { ModelKey } from '../contract/values.ts';
import { bilinearAxis, nearestAxis, type SourceWeights } from './resize-axis.ts';

interface HostTensor extends Tensor {
  readonly data: Float32Array;
}

export type Evaluate = (
  model: ModelKey,
  component: ModelComponent,
  feeds: Readonly<Record<string, Feed>>,
  ops: Float32Backend,
) => Promise<Readonly<Record<string, Tensor>>>;

/**
 * A Backend over Float32Arrays for tests. It keeps account of lifetimes as a runtime does: `endOfNode` frees what
 * neither is an output nor was retained, and a freed tensor refuses to be used.
 */
export class Float32Backend implements Backend {
  readonly #evaluate: Evaluate | undefined;
  readonly #live = new Set<Tensor>();
  readonly #retained = new Map<Tensor, number>();
  #made = 0;

  /** @param evaluate stands for the model; without it `evaluate` fails */
  constructor(evaluate?: Evaluate) {
    this.#evaluate = evaluate;
  }

  /** Tensors made so far. */
  get made(): number {
    return this.#made;
  }

  /** Tensors that someone still retains; 0 when nothing leaks. */
  get retained(): number {
    return this.#retained.size;
  }

  /** Frees all tensors but the retained ones and these. */
  endOfNode(outputs: readonly Tensor[]): void {
    for (const tensor of this.#live) {
      if (!this.#retained.has(tensor) && !outputs.includes(tensor)) this.#live.delete(tensor);
    }
  }

  async combine(terms: readonly (readonly [Coefficient, Tensor])[]): Promise<Tensor> {
    const [first] = terms;
    if (first === undefined) throw new Error('combine needs at least one term');
    const { dims } = first[1];
    const result = new Float32Array(size(dims));
    for (const [coefficient, tensor] of terms) {
      const { data } = this.#sameDims(tensor, dims);
      for (let i = 0; i < result.length; i++) {
        result[i] = result[i]! + Math.fround(perSample(coefficient, i, dims)) * data[i]!;
      }
    }
    return this.#tensor(result, dims);
  }

  async blend(x: Tensor, y: Tensor, mask: Tensor): Promise<Tensor> {
    const from = this.#host(x);
    const to = this.#sameDims(y, x.dims);
    const weights = this.#host(mask);
    const maskStrides = broadcastStrides(mask.dims, x.dims);
    const result = from.data.map((value, i) => {
      const weight = weights.data[broadcastIndex(i, x.dims, maskStrides)]!;
      return (1 - weight) * value + weight * to.data[i]!;
    });
    return this.#tensor(result, x.dims);
  }

  async mixChannels(
    x: Tensor,
    matrix: readonly (readonly number[])[],
    bias: readonly number[] = [],
  ): Promise<Tensor> {
    const [batch = 1, channels = 1, ...rest] = x.dims;
    const area = size(rest);
    const { data } = this.#host(x);
    const result = new Float32Array(batch * matrix.length * area);
    matrix.forEach((row, out) => {
      if (row.length !== channels)
        throw new Error(`mixChannels: ${row.length} factors for ${channels} channels`);
      for (let b = 0; b < batch; b++) {
        for (let i = 0; i < area; i++) {
          let sum = bias[out] ?? 0;
          row.forEach((factor, channel) => {
            sum += factor * data[(b * channels + channel) * area + i]!;
          });
          result[(b * matrix.length + out) * area + i] = sum;
        }
      }
    });
    return this.#tensor(result, [batch, matrix.length, ...rest]);
  }

  async clamp(x: Tensor, min: Coefficient, max: Coefficient): Promise<Tensor> {
    const clamped = this.#host(x).data.map((value, i) =>
      Math.min(Math.max(value, perSample(min, i, x.dims)), perSample(max, i, x.dims)),
    );
    return this.#tensor(clamped, x.dims);
  }

  async quantile(x: Tensor, q: number): Promise<readonly number[]> {
    return this.#samples(x).map((sample) => {
      const sorted = sample.map(Math.abs).sort();
      const position = q * (sorted.length - 1);
      const low = Math.floor(position);
      const next = sorted[low + 1] ?? sorted[low]!;
      return sorted[low]! + (position - low) * (next - sorted[low]!);
    });
  }

  async moments(x: Tensor): Promise<readonly { readonly mean: number; readonly deviation: number }[]> {
    return this.#samples(x).map((sample) => {
      const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
      const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return { mean, deviation: Math.sqrt(squares / (sample.length - 1)) };
    });
  }

  async concat(tensors: readonly Tensor[], axis: number): Promise<Tensor> {
    const dims = [...tensors[0]!.dims];
    dims[axis] = tensors.reduce((sum, tensor) => sum + tensor.dims[axis]!, 0);
    const result = new Float32Array(size(dims));
    const outer = size(dims.slice(0, axis));
    let offset = 0;
    for (let o = 0; o < outer; o++) {
      for (const tensor of tensors) {
        const { data } = this.#sameDims(tensor, dims.with(axis, tensor.dims[axis]!));
        const block = data.length / outer;
        result.set(data.subarray(o * block, (o + 1) * block), offset);
        offset += block;
      }
    }
    return this.#tensor(result, dims);
  }

  async slice(x: Tensor, axis: number, from: number, to: number): Promise<Tensor> {
    const { data } = this.#host(x);
    const length = x.dims[axis];
    if (length === undefined || from < 0 || to > length || from >= to) {
      throw new Error(`slice [${from}, ${to}) of axis ${axis} is not in [${x.dims}]`);
    }
    const inner = size(x.dims.slice(axis + 1));
    const dims = x.dims.with(axis, to - from);
    const result = new Float32Array(size(dims));
    const outer = size(x.dims.slice(0, axis));
    for (let o = 0; o < outer; o++) {
      const start = o * length * inner;
      result.set(data.subarray(start + from * inner, start + to * inner), o * (to - from) * inner);
    }
    return this.#tensor(result, dims);
  }

  async resize(
    x: Tensor,
    heightPx: number,
    widthPx: number,
    filter: 'nearest' | 'bilinear',
  ): Promise<Tensor> {
    const { data } = this.#host(x);
    const [height, width] = x.dims.slice(-2) as [number, number];
    const axis = filter === 'nearest' ? nearestAxis : bilinearAxis;
    const rows = axis(height, heightPx);
    const columns = axis(width, widthPx);
    const planes = size(x.dims.slice(0, -2));
    const result = new Float32Array(planes * heightPx * widthPx);
    for (let plane = 0; plane < planes; plane++) {
      const at = (row: number, column: number) => data[(plane * height + row) * width + column]!;
      const base = plane * heightPx * widthPx;
      rows.forEach((row, r) => {
        columns.forEach((column, c) => {
          result[base + r * widthPx + c] = sampleAt(at, row, column);
        });
      });
    }
    return this.#tensor(result, [...x.dims.slice(0, -2), heightPx, widthPx]);
  }

  async upload(data: Float32Array, dims: readonly number[]): Promise<Tensor> {
    if (data.length !== size(dims)) throw new Error(`${data.length} values do not fill [${dims}]`);
    return this.#tensor(data, dims);
  }

  async download(x: Tensor): Promise<Float32Array> {
    return this.#host(x).data;
  }

  retain(x: Tensor): void {
    this.#host(x);
    this.#retained.set(x, (this.#retained.get(x) ?? 0) + 1);
  }

  release(x: Tensor): void {
    const count = this.#retained.get(x);
    if (count === undefined) throw new Error('release of a tensor that is not retained');
    if (count === 1) this.#retained.delete(x);
    else this.#retained.set(x, count - 1);
  }

  async evaluate(
    model: ModelKey,
    component: ModelComponent,
    feeds: Readonly<Record<string, Feed>>,
  ): Promise<Readonly<Record<string, Tensor>>> {
    if (this.#evaluate === undefined) throw new Error(`no model stands behind ${component}`);
    return this.#evaluate(model, component, feeds, this);
  }

  #tensor(data: Float32Array, dims: readonly number[]): Tensor {
    const tensor: HostTensor = { dims: [...dims], data };
    this.#live.add(tensor);
    this.#made++;
    return tensor;
  }

  #host(tensor: Tensor): HostTensor {
    if (!this.#live.has(tensor))
      throw new Error(`the tensor [${tensor.dims}] was freed, or is another backend's`);
    return tensor as HostTensor;
  }

  #sameDims(tensor: Tensor, dims: readonly number[]): HostTensor {
    if (tensor.dims.join() !== dims.join()) throw new Error(`dims [${tensor.dims}] do not match [${dims}]`);
    return this.#host(tensor);
  }

  /** The values of each sample of the batch. */
  #samples(tensor: Tensor): Float32Array[] {
    const { data, dims } = this.#host(tensor);
    const [batch = 1] = dims;
    const length = data.length / batch;
    return Array.from({ length: batch }, (_, b) => data.slice(b * length, (b + 1) * length));
  }
}

function size(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** The coefficient of the sample that element `index` lies in. */
function perSample(coefficient: Coefficient, index: number, dims: readonly number[]): number {
  if (typeof coefficient === 'number') return coefficient;
  const [batch = 1] = dims;
  if (coefficient.length !== batch)
    throw new Error(`${coefficient.length} coefficients for a batch of ${batch}`);
  return coefficient[Math.floor((index * batch) / size(dims))]!;
}

/** Strides of `dims` when read along `target`, 0 where an axis of length 1 is repeated. */
function broadcastStrides(dims: readonly number[], target: readonly number[]): number[] {
  if (dims.length !== target.length || dims.some((dim, axis) => dim !== 1 && dim !== target[axis])) {
    throw new Error(`[${dims}] does not broadcast to [${target}]`);
  }
  return dims.map((dim, axis) => (dim === 1 ? 0 : size(dims.slice(axis + 1))));
}

function broadcastIndex(index: number, dims: readonly number[], strides: readonly number[]): number {
  let rest = index;
  let source = 0;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    source += (rest % dims[axis]!) * strides[axis]!;
    rest = Math.floor(rest / dims[axis]!);
  }
  return source;
}

function sampleAt(
  at: (row: number, column: number) => number,
  row: SourceWeights,
  column: SourceWeights,
): number {
  const blendRow = (r: number) =>
    (1 - column.weight) * at(r, column.low) + column.weight * at(r, column.high);
  return (1 - row.weight) * blendRow(row.low) + row.weight * blendRow(row.high);
}
