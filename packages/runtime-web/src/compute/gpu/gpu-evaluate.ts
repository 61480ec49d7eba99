import type { Backend, Feed, Tensor } from '@latentgraph/nodes';
import {
  type DeviceFeed,
  fixedBatch,
  inFixedBatches,
  type LoadingListener,
  namedOutputs,
  type OrtFeed,
  type OrtTensor,
  runSession,
  type SessionPool,
  toFloat32,
  toOrtFeeds,
} from '@latentgraph/runtime-core';
import type { Ort } from '../../ort/load-ort.ts';
import { type DeviceTensor, sizeOf } from './device-tensor.ts';
import type { FiniteWatch } from './finite-watch.ts';
import type { GpuBackend } from './gpu-backend.ts';
import type { Kernels } from './kernels.ts';
import { packHalfShader, unpackHalfShader } from './shaders.ts';
import type { TensorLedger } from './tensor-ledger.ts';

export interface GpuEvaluateOptions {
  readonly kernels: Kernels;
  readonly ledger: TensorLedger;
  readonly backend: GpuBackend;
  readonly pool: SessionPool;
  readonly watch: FiniteWatch;
  load(): Promise<Ort>;
  readonly onLoading: LoadingListener;
}

/** Evaluations whose tensors stay on the device: feeds are buffers, and outputs are taken over as they lie there. */
export function gpuEvaluate(options: GpuEvaluateOptions): Backend['evaluate'] {
  const { pool, load, onLoading, watch } = options;
  return (model, component, feeds, place) => {
    const site = { model, component, place };
    return pool.run(
      site,
      async (session) => {
        watch.requireFinite();
        const ort = await load();
        const passing: GPUBuffer[] = [];
        const { inputMetadata } = session;
        try {
          return await inFixedBatches(options.backend, fixedBatch(inputMetadata), feeds, async (part) => {
            const placed = deviceFeeds(options, ort, part, passing);
            const outputs = await runSession(session, toOrtFeeds(ort, inputMetadata, placed, site), site);
            const taken = namedOutputs(outputs, component).map(
              ([name, output]) => [name, takeOver(options, output)] as const,
            );
            const tensors = Object.fromEntries(
              taken.filter((entry): entry is [string, DeviceTensor] => entry[1] !== undefined),
            );
            watch.watch(Object.values(tensors), site);
            return tensors;
          });
        } finally {
          for (const buffer of passing) buffer.destroy();
        }
      },
      onLoading,
    );
  };
}

/** @param passing gets the buffers that are of no use after the run */
function deviceFeeds(
  { backend, kernels }: GpuEvaluateOptions,
  ort: Ort,
  feeds: Readonly<Record<string, Feed>>,
  passing: GPUBuffer[],
): Record<string, OrtFeed> {
  const placed: Record<string, OrtFeed> = {};
  for (const [name, feed] of Object.entries(feeds)) {
    placed[name] =
      typeof feed === 'number' || 'integers' in feed
        ? feed
        : deviceFeed({ backend, kernels }, ort, feed, passing);
  }
  return placed;
}

function deviceFeed(
  { backend, kernels }: Pick<GpuEvaluateOptions, 'backend' | 'kernels'>,
  ort: Ort,
  tensor: Tensor,
  passing: GPUBuffer[],
): DeviceFeed {
  const dims = [...tensor.dims];
  return {
    dims,
    toOrt(dataType) {
      const buffer = backend.buffer(tensor);
      if (dataType === 'float32') return ort.Tensor.fromGpuBuffer(buffer, { dataType, dims });
      const count = sizeOf(dims);
      const words = Math.ceil(count / 2);
      const half = kernels.allocate(words);
      passing.push(half);
      kernels.run(packHalfShader, [buffer], half, words, [count]);
      return ort.Tensor.fromGpuBuffer(half, { dataType, dims });
    },
  };
}

/** An output as a tensor of this backend; undefined for what holds no numbers. */
function takeOver({ kernels, ledger }: GpuEvaluateOptions, output: OrtTensor): DeviceTensor | undefined {
  const dims = [...output.dims];
  if (output.location !== 'gpu-buffer') {
    const data = toFloat32(output.data);
    return data && ledger.add(dims, { kind: 'host', data });
  }
  const buffer = output.gpuBuffer as GPUBuffer;
  if (output.type === 'float32') {
    return ledger.add(dims, { kind: 'device', buffer, free: () => output.dispose() });
  }
  if (output.type !== 'float16') {
    output.dispose();
    return undefined;
  }
  const count = sizeOf(dims);
  const single = kernels.allocate(count);
  kernels.run(unpackHalfShader, [buffer], single, count, []);
  output.dispose();
  return ledger.add(dims, { kind: 'device', buffer: single, free: () => single.destroy() });
}
