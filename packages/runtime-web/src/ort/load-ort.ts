import { ProblemError } from '@latentgraph/graph-core';
import type * as OrtWeb from 'onnxruntime-web';
import type { DeviceId } from '../devices/device.ts';

export type Ort = typeof OrtWeb;

/** More make small models slower. */
const MAX_THREADS = 8;

/**
 * onnxruntime-web in the build for a device, loaded at the first run: its WebAssembly is 14 to 27 MB.
 *
 * @param threads for operators on the CPU
 * @throws ProblemError when the site does not give it
 */
export async function loadOrt(device: DeviceId, threads: number): Promise<Ort> {
  const ort = await importOrt(device).catch((error: Error) => {
    throw engineMissing(error.message);
  });
  ort.env.wasm.numThreads = threads;
  // Errors reach the caller as exceptions.
  ort.env.logLevel = 'fatal';
  return ort;
}

function importOrt(device: DeviceId): Promise<Ort> {
  return device === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm');
}

/** That what a site serves beside its page did not arrive; onnxruntime never asks for its own files twice. */
export function engineMissing(reason: string): ProblemError {
  return new ProblemError({
    code: 'engine-missing',
    message: `The program that runs workflows could not be downloaded (${reason}).`,
    remedy: 'Check the connection and run again.',
  });
}

/**
 * Threads need memory that workers share, which browsers give only to pages that are cross-origin isolated. Where
 * there are more than two cores, one is left to the page.
 */
export function usableThreads(): number {
  const cores = navigator.hardwareConcurrency;
  if (!crossOriginIsolated) return 1;
  return Math.min(cores > 2 ? cores - 1 : cores, MAX_THREADS);
}
