import { availableParallelism } from 'node:os';
import type { WebGpuLayout } from '@latentgraph/runtime-core';
import type { InferenceSession } from 'onnxruntime-node';

export type DeviceId = 'cpu' | 'cuda' | 'webgpu';

export interface SessionChoices {
  /** For operators on the CPU; by default one a core. */
  readonly threads?: number | undefined;
  /** Of WebGPU; the provider's own choice by default. */
  readonly layout?: WebGpuLayout;
}

/**
 * Latent cells of a picture up to which a batch is evaluated as one. On the CPU a batch of larger pictures is no faster than
 * its pictures one after the other, and takes twice the memory (`npm run bench -- --full-size`); graphics cards are the
 * faster the more they get at once.
 */
export function mostCellsInBatch(device: DeviceId): number {
  return device === 'cpu' ? 32 * 32 : Number.POSITIVE_INFINITY;
}

/**
 * How sessions are opened on a device. Weights are opened by path: onnxruntime resolves external data against
 * the file's own folder only then.
 */
export function sessionOptions(
  device: DeviceId,
  { threads, layout = 'NHWC' }: SessionChoices = {},
): InferenceSession.SessionOptions {
  const provider = device === 'webgpu' ? { name: device, preferredLayout: layout } : { name: device };
  return {
    executionProviders: device === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads ?? availableParallelism(),
    interOpNumThreads: 1,
    // A plan of all memory for each shape: on the CPU it takes up to twice as much and saves no time.
    enableMemPattern: device !== 'cpu',
    // Errors reach the caller as exceptions; onnxruntime's own log lines would land in the middle of a progress bar.
    logSeverityLevel: 4,
  };
}
