import { type Problem, ProblemError, problem } from '@latentgraph/graph-core';
import { requestAdapter } from '../../devices/find-devices.ts';

/** What onnxruntime uses where an adapter has it. */
const FEATURES: readonly GPUFeatureName[] = ['shader-f16', 'subgroups'];

/** What large tensors and fast kernels need beyond the least that WebGPU promises. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/**
 * A device with all that the adapter has of use, for onnxruntime and our own kernels alike.
 *
 * @param onLost hears when the GPU is lost, or has failed in a way that makes every further result doubtful
 * @throws ProblemError when the browser gives none
 */
export async function openDevice(onLost: (problem: Problem) => void): Promise<GPUDevice> {
  const adapter = await requestAdapter();
  if (!adapter) throw new ProblemError(deviceLost('the browser gives no adapter any more'));
  const device = await adapter
    .requestDevice({
      requiredFeatures: FEATURES.filter((feature) => adapter.features.has(feature)),
      requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    })
    .catch((error: Error) => {
      throw new ProblemError(deviceLost(error.message));
    });
  void device.lost.then(({ message }) => onLost(deviceLost(message || 'the browser does not say why')));
  device.onuncapturederror = ({ error }) => onLost(deviceFailed(error));
  return device;
}

function deviceLost(reason: string): Problem {
  return problem({
    code: 'device-lost',
    message: `The GPU was lost (${reason.trim()}).`,
    remedy: 'Run again: it is opened anew. If it stays so, choose wasm as the device.',
  });
}

function deviceFailed(error: GPUError): Problem {
  if (error instanceof GPUOutOfMemoryError) {
    return problem({
      code: 'out-of-memory',
      message: `The GPU has not enough memory for this (${error.message}).`,
      remedy: 'Make a smaller picture or a smaller batch, or choose wasm.',
    });
  }
  return problem({
    code: 'device-failed',
    message: `The GPU refused work (${error.message}).`,
    remedy: 'Run again; if it stays so, choose wasm as the device and report it.',
  });
}
