import type {
  Backend,
  EvaluationPlace,
  Feed,
  IntegerFeed,
  ModelComponent,
  ModelKey,
} from '@latentgraph/nodes';
import { combine } from './combine.ts';
import { asCpuTensor, type CpuTensor, cpuTensor, requireEqualDims } from './cpu-tensor.ts';
import { blend, clamp, mixChannels } from './elementwise.ts';
import { concat, resize, slice } from './shape.ts';
import { absoluteQuantile, moments } from './statistics.ts';

/** A feed whose tensor, if it is one, lies in host memory. */
export type HostFeed = CpuTensor | IntegerFeed | number;

/** Runs model components on tensors in host memory. */
export type Evaluate = (
  model: ModelKey,
  component: ModelComponent,
  feeds: Readonly<Record<string, HostFeed>>,
  place?: EvaluationPlace,
) => Promise<Readonly<Record<string, CpuTensor>>>;

/**
 * The Backend over Float32Array. Its tensors are plain objects that the garbage collector frees, so retaining
 * and releasing do nothing.
 */
export function createCpuBackend(evaluate: Evaluate): Backend {
  return {
    combine: async (terms) => combine(terms),
    async blend(x, y, mask) {
      requireEqualDims(x, y);
      return blend(asCpuTensor(x), asCpuTensor(y), asCpuTensor(mask));
    },
    mixChannels: async (x, matrix, bias) => mixChannels(x, matrix, bias),
    clamp: async (x, min, max) => clamp(x, min, max),
    quantile: async (x, q) => absoluteQuantile(x, q),
    moments: async (x) => moments(x),
    concat: async (tensors, axis) => concat(tensors, axis),
    slice: async (x, axis, from, to) => slice(x, axis, from, to),
    resize: async (x, heightPx, widthPx, filter) => resize(x, heightPx, widthPx, filter),
    upload: async (data, dims) => cpuTensor(data, dims),
    download: async (x) => asCpuTensor(x).data,
    retain() {},
    release() {},
    evaluate: (model, component, feeds, place) => evaluate(model, component, hostFeeds(feeds), place),
  };
}

/** @throws RangeError for a tensor that does not lie in host memory */
export function hostFeeds(feeds: Readonly<Record<string, Feed>>): Readonly<Record<string, HostFeed>> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, feed]) => [
      name,
      typeof feed === 'number' || 'integers' in feed ? feed : asCpuTensor(feed),
    ]),
  );
}
