import { type Problem, ProblemError, problem } from '@latentgraph/graph-core';
import { chooseDevice } from './choose-device.ts';
import type { DeviceChoice } from './device.ts';
import type { Findings } from './find-devices.ts';

export type TakenDevice = { readonly warnings: readonly Problem[] } & (
  | { readonly id: 'webgpu'; readonly gpu: GPUDevice }
  | { readonly id: 'wasm' }
);

/**
 * Chooses a device and opens it. Where `auto` finds a GPU that then cannot be opened, WebAssembly takes its place, and
 * runs say so.
 *
 * @param openGpu throws ProblemError when the browser gives no device
 * @throws ProblemError when the device asked for is not there
 */
export async function takeDevice(
  choice: DeviceChoice,
  findings: Findings,
  openGpu: () => Promise<GPUDevice>,
): Promise<TakenDevice> {
  const { id, warnings } = chooseDevice(choice, findings);
  if (id === 'wasm') return { id, warnings };
  try {
    return { id, warnings, gpu: await openGpu() };
  } catch (error) {
    if (choice !== 'auto' || !(error instanceof ProblemError)) throw error;
    return { id: 'wasm', warnings: [gpuRefused(error.problem)] };
  }
}

function gpuRefused({ message }: Problem): Problem {
  return problem({
    code: 'device-fallback',
    severity: 'warning',
    message: `This runs in WebAssembly, because the GPU could not be used. ${message}`,
    remedy: 'Reload the page to try the GPU again.',
  });
}
