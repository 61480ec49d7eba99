import { availableParallelism } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';

export type DeviceId = 'cpu' | 'cuda' | 'webgpu';

/**
 * How sessions are opened on a device. Weights are opened by path: onnxruntime resolves external data against
 * the file's own folder only then.
 *
 * @param threads for operators on the CPU; by default one a core
 */
export function sessionOptions(device: DeviceId, threads?: number): InferenceSession.SessionOptions {
  return {
    executionProviders: device === 'cpu' ? ['cpu'] : [{ name: device }, 'cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads ?? availableParallelism(),
    interOpNumThreads: 1,
    // Errors reach the caller as exceptions; onnxruntime's own log lines would land in the middle of a progress bar.
    logSeverityLevel: 4,
  };
}
