import {
  cpuValueMemory,
  createCpuBackend,
  type Evaluate,
  evaluateWith,
  SessionPool,
} from '@latentgraph/runtime-core';
import type { DeviceId } from '../devices/device.ts';
import { loadOrt, type Ort } from '../ort/load-ort.ts';
import { createSessionSource } from '../ort/session-source.ts';
import type { Computer, ComputerOptions } from './computer.ts';

/** Models on the device, tensors and all other arithmetic in the worker's memory. */
export function createHostComputer(device: DeviceId, options: ComputerOptions): Computer {
  const load = once(() => loadOrt(device, options.threads));
  const source = createSessionSource({
    locate: options.locate,
    load,
    device,
    options: {
      executionProviders: device === 'webgpu' ? [{ name: 'webgpu' }, 'wasm'] : ['wasm'],
      graphOptimizationLevel: 'all',
    },
  });
  const pool = new SessionPool(source, options.sessionBytes);
  const evaluate: Evaluate = async (model, component, feeds) =>
    evaluateWith(await load(), pool, options.onLoading)(model, component, feeds);
  return {
    ops: createCpuBackend(evaluate),
    memory: cpuValueMemory,
    async tidy() {},
    diagnostics: () => ({ gpuTensors: 0, sessionBytes: pool.openBytes }),
  };
}

/** A load that failed is tried again at the next use. */
function once(load: () => Promise<Ort>): () => Promise<Ort> {
  let loaded: Promise<Ort> | undefined;
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}
