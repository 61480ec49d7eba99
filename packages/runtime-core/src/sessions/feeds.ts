import { ProblemError } from '@latentgraph/graph-core';
import type { EvaluationPlace, ModelComponent, ModelKey } from '@latentgraph/nodes';
import type { HostFeed } from '../ops/cpu-backend.ts';
import { type CpuTensor, cpuTensor } from '../ops/cpu-tensor.ts';
import { fromFloat16, toFloat16 } from './float16.ts';
import type { Ort, OrtTensor, OrtValueMetadata } from './ort.ts';

export interface EvaluationSite {
  readonly model: ModelKey;
  readonly component: ModelComponent;
  readonly place?: EvaluationPlace | undefined;
}

/** A feed that lies on a device already, in the precision that the input wants. */
export interface DeviceFeed {
  readonly dims: readonly number[];
  toOrt(type: 'float32' | 'float16'): OrtTensor;
}

export type OrtFeed = HostFeed | DeviceFeed;

type TensorMetadata = Extract<OrtValueMetadata, { isTensor: true }>;

/**
 * Fits feeds, named as in the Diffusers layout, to the names, element types and ranks of the file's own inputs.
 * Timesteps for integer inputs are rounded: such files were made from models trained on whole timesteps.
 *
 * @throws ProblemError for an input that nothing is fed to, a feed that the file has no input for, and types
 * that no feed can be turned into.
 */
export function toOrtFeeds(
  ort: Ort,
  inputs: readonly OrtValueMetadata[],
  feeds: Readonly<Record<string, OrtFeed>>,
  site: EvaluationSite,
): Record<string, OrtTensor> {
  const named = matchNames(inputs, feeds, site);
  const batch = batchAxis(inputs, named);
  const result: Record<string, OrtTensor> = {};
  for (const [input, feed] of named) result[input.name] = toOrtTensor(ort, input, feed, batch, site);
  return result;
}

function matchNames(
  inputs: readonly OrtValueMetadata[],
  feeds: Readonly<Record<string, OrtFeed>>,
  site: EvaluationSite,
): ReadonlyMap<TensorMetadata, OrtFeed> {
  const tensors = inputs.filter((input): input is TensorMetadata => input.isTensor);
  const entries = Object.entries(feeds);
  const [onlyInput] = tensors;
  const [onlyFeed] = entries;
  // Files with a single input leave no doubt, whatever they call it.
  if (tensors.length === 1 && entries.length === 1 && onlyInput && onlyFeed)
    return new Map([[onlyInput, onlyFeed[1]]]);
  const has = tensors.map((input) => input.name).join(', ');
  for (const [name] of entries) {
    if (tensors.some((input) => input.name === name)) continue;
    throw new ProblemError({
      code: 'model-input-unknown',
      message: `The ${site.component} of model '${site.model.name}' has no input '${name}'. It has ${has}.`,
      remedy: 'Export the model in the Diffusers layout, or leave out what feeds this input.',
    });
  }
  return new Map(
    tensors.map((input) => {
      const feed = Object.hasOwn(feeds, input.name) ? feeds[input.name] : undefined;
      if (feed !== undefined) return [input, feed];
      throw new ProblemError({
        code: 'model-input-missing',
        message: `The ${site.component} of model '${site.model.name}' needs an input '${input.name}', which this workflow does not feed.`,
        remedy: 'Use a model of a kind that the nodes know: Stable Diffusion 1 or 2 in the Diffusers layout.',
      });
    }),
  );
}

interface BatchAxis {
  readonly name: string | number | undefined;
  readonly size: number;
}

/** The first axis of the sample: a timestep with an axis of the same name wants one number a sample. */
function batchAxis(
  inputs: readonly OrtValueMetadata[],
  named: ReadonlyMap<TensorMetadata, OrtFeed>,
): BatchAxis {
  for (const input of inputs) {
    const feed = input.isTensor ? named.get(input) : undefined;
    if (feed !== undefined && typeof feed !== 'number' && input.isTensor && input.shape.length > 1) {
      return { name: input.shape[0], size: feed.dims[0] ?? 1 };
    }
  }
  return { name: undefined, size: 1 };
}

function toOrtTensor(
  ort: Ort,
  input: TensorMetadata,
  feed: OrtFeed,
  batch: BatchAxis,
  site: EvaluationSite,
): OrtTensor {
  if (typeof feed === 'object' && 'toOrt' in feed) {
    if (input.type === 'float32' || input.type === 'float16') return feed.toOrt(input.type);
    throw unsupportedType(input, site);
  }
  const { values, dims } = typeof feed === 'number' ? numberFeed(input, feed, batch) : arrayFeed(feed);
  switch (input.type) {
    case 'float32':
      return new ort.Tensor('float32', floats(values), dims);
    case 'float16':
      return new ort.Tensor('float16', toFloat16(floats(values)), dims);
    case 'int64':
      return new ort.Tensor('int64', BigInt64Array.from(Array.from(values, roundToBigInt)), dims);
    case 'int32':
      return new ort.Tensor('int32', Int32Array.from(values, Math.round), dims);
    default:
      throw unsupportedType(input, site);
  }
}

function unsupportedType({ name, type }: TensorMetadata, { model, component }: EvaluationSite): ProblemError {
  return new ProblemError({
    code: 'model-input-type-unsupported',
    message: `The ${component} of model '${model.name}' takes '${name}' as ${type}, which is not supported.`,
    remedy: 'Export the model with float32 or float16 samples and int32 or int64 token ids.',
  });
}

interface FeedValues {
  readonly values: Float32Array | readonly number[];
  readonly dims: readonly number[];
}

function arrayFeed(feed: Exclude<HostFeed, number>): FeedValues {
  return { values: 'integers' in feed ? feed.integers : feed.data, dims: feed.dims };
}

/** A number of rank 0, or as often as the input's one axis asks for: once, a fixed count, or once a sample. */
function numberFeed(input: TensorMetadata, value: number, batch: BatchAxis): FeedValues {
  const [axis] = input.shape;
  if (axis === undefined) return { values: [value], dims: [] };
  const count = typeof axis === 'number' ? axis : axis === batch.name ? batch.size : 1;
  return { values: new Array<number>(count).fill(value), dims: [count] };
}

function floats(values: FeedValues['values']): Float32Array {
  return values instanceof Float32Array ? values : new Float32Array(values);
}

function roundToBigInt(value: number): bigint {
  return BigInt(Math.round(value));
}

/** The name that an only output of a component has in the Diffusers layout. */
const ONLY_OUTPUT: Readonly<Partial<Record<ModelComponent, string>>> = {
  unet: 'out_sample',
  vae_decoder: 'sample',
  text_encoder: 'last_hidden_state',
};

/** Numeric outputs as float32 in host memory, by their names in the layout. */
export function fromOrtOutputs(
  outputs: Readonly<Record<string, OrtTensor>>,
  component: ModelComponent,
): Record<string, CpuTensor> {
  const result: Record<string, CpuTensor> = {};
  for (const [name, tensor] of namedOutputs(outputs, component)) {
    const data = toFloat32(tensor.data);
    if (data) result[name] = cpuTensor(data, [...tensor.dims]);
  }
  return result;
}

/** Outputs by their names in the layout: a file with a single one leaves no doubt, whatever it calls it. */
export function namedOutputs<Output>(
  outputs: Readonly<Record<string, Output>>,
  component: ModelComponent,
): readonly (readonly [name: string, output: Output])[] {
  const entries = Object.entries(outputs);
  const onlyName = entries.length === 1 ? ONLY_OUTPUT[component] : undefined;
  return entries.map(([name, output]) => [onlyName ?? name, output]);
}

/** @returns undefined for what holds no numbers */
export function toFloat32(data: OrtTensor['data']): Float32Array | undefined {
  if (data instanceof Float32Array) return data;
  if (Array.isArray(data)) return undefined;
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    return Float32Array.from(Array.from(data, Number));
  }
  // Half precision comes as Uint16Array, or as Float16Array where the engine has one: the bits are the same.
  if (data instanceof Uint16Array || data[Symbol.toStringTag] === ('Float16Array' as string)) {
    return fromFloat16(new Uint16Array(data.buffer, data.byteOffset, data.length));
  }
  return Float32Array.from(data);
}
