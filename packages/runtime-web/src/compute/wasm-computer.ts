import {
  cpuValueMemory,
  createCpuBackend,
  type Evaluate,
  evaluateWith,
  SessionPool,
} from '@latentgraph/runtime-core';
import { once } from '../once.ts';
import { loadOrt } from '../ort/load-ort.ts';
import { siteSessions } from '../ort/session-source.ts';
import type { Computer, ComputerOptions } from './computer.ts';

/** Everything in WebAssembly, with tensors in the worker's memory. */
export function createWasmComputer(options: ComputerOptions): Computer {
  const load = once(() => loadOrt('wasm', options.threads));
  const source = siteSessions({
    locate: options.locate,
    load,
    device: 'wasm',
    providers: () => ({ executionProviders: ['wasm'] }),
  });
  const pool = new SessionPool(source, options.sessionBytes);
  const evaluate: Evaluate = async (...call) =>
    evaluateWith(await load(), pool, { onLoading: options.onLoading })(...call);
  return {
    ops: createCpuBackend(evaluate),
    memory: cpuValueMemory,
    async tidy() {},
    diagnostics: () => ({ gpuTensors: 0, sessionBytes: pool.openBytes }),
  };
}
