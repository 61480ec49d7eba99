import { SessionPool, webGpuLayout } from '@latentgraph/runtime-core';
import { once } from '../once.ts';
import { loadOrt } from '../ort/load-ort.ts';
import { siteSessions } from '../ort/session-source.ts';
import type { Computer, ComputerOptions } from './computer.ts';
import { FiniteWatch } from './gpu/finite-watch.ts';
import { GpuBackend } from './gpu/gpu-backend.ts';
import { gpuEvaluate } from './gpu/gpu-evaluate.ts';
import { Kernels } from './gpu/kernels.ts';
import { TensorLedger } from './gpu/tensor-ledger.ts';

/** Models and tensors on the GPU: latents, embeddings and predictions never leave it between steps. */
export function createGpuComputer(device: GPUDevice, options: ComputerOptions): Computer {
  const ledger = new TensorLedger();
  const kernels = new Kernels(device);
  const watch = new FiniteWatch(kernels);
  const backend = new GpuBackend(kernels, ledger, watch);
  const load = once(() => loadOrt('webgpu', options.threads));
  const source = siteSessions({
    locate: options.locate,
    load,
    device: 'webgpu',
    providers: ({ model }, { component }) => ({
      executionProviders: [
        { name: 'webgpu', device, preferredLayout: webGpuLayout(model, component) },
        'wasm',
      ],
      preferredOutputLocation: 'gpu-buffer',
    }),
  });
  const pool = new SessionPool(source, options.sessionBytes);
  const { onLoading } = options;
  return {
    ops: Object.assign(backend, {
      evaluate: gpuEvaluate({ kernels, ledger, backend, watch, pool, load, onLoading }),
    }),
    memory: ledger,
    async tidy() {
      await watch.forget();
      await ledger.bringHome((tensor) => backend.download(tensor));
    },
    diagnostics: () => ({ gpuTensors: ledger.onDevice, sessionBytes: pool.openBytes }),
  };
}
