import { availableParallelism } from 'node:os';
import type { WebGpuLayout } from '@latentgraph/runtime-core';
import type { InferenceSession } from 'onnxruntime-node';

export type DeviceId = 'cpu' | 'cuda' | 'webgpu';

export interface SessionChoices {
  /** For operators on the CPU; by default one a core. */
  readonly threads?: number | undefined;
  readonly layout: WebGpuLayout;
}

/**
 * How sessions are opened on a device. Weights are opened by path: onnxruntime resolves external data against
 * the file's own folder only then.
 */
export function sessionOptions(
  device: DeviceId,
  { threads, layout }: SessionChoices,
): InferenceSession.SessionOptions {
  const provider = device === 'webgpu' ? { name: device, preferredLayout: layout } : { name: device };
  return {
    executionProviders: device === 'cpu' ? ['cpu'] : [provider, 'cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads ?? availableParallelism(),
    interOpNumThreads: 1,
    // Errors reach the caller as exceptions; onnxruntime's own log lines would land in the middle of a progress bar.
    logSeverityLevel: 4,
  };
}
