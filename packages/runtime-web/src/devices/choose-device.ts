import { type DeviceDescription, type Problem, ProblemError, problem } from '@latentgraph/graph-core';
import type { DeviceChoice, DeviceId } from './device.ts';
import type { Findings } from './find-devices.ts';

/** Where runs go as far as is known before a device is opened: a device that was asked for by name, there or not. */
export function intendedDevice(choice: DeviceChoice, findings: Findings): DeviceId {
  if (choice !== 'auto') return choice;
  const { gpu } = findings;
  return typeof gpu === 'string' || gpu.software ? 'wasm' : 'webgpu';
}

export interface ChosenDevice {
  readonly id: DeviceId;
  readonly warnings: readonly Problem[];
}

/** Available means faster than WebAssembly: a software adapter is not. */
export function describeDevices(findings: Findings): readonly DeviceDescription[] {
  return [
    { id: 'webgpu', ...describeGpu(findings.gpu) },
    { id: 'wasm', available: true, reason: describeWasm(findings) },
  ];
}

/**
 * `auto` takes a hardware GPU, else WebAssembly. A device that was asked for by name is taken or refused; a software
 * adapter is taken only so.
 *
 * @throws ProblemError when the device asked for is not there
 */
export function chooseDevice(choice: DeviceChoice, findings: Findings): ChosenDevice {
  const { gpu } = findings;
  const id = intendedDevice(choice, findings);
  if (id === 'wasm') return { id, warnings: [] };
  if (typeof gpu === 'string') {
    throw new ProblemError({
      code: 'device-unavailable',
      message: `This browser cannot run on webgpu. ${describeGpu(gpu).reason}`,
      remedy: 'Choose auto or wasm as the device.',
    });
  }
  return { id, warnings: gpu.software ? [softwareAdapter(gpu.name)] : [] };
}

function describeGpu(gpu: Findings['gpu']): Omit<DeviceDescription, 'id'> {
  if (gpu === 'unsupported') {
    return { available: false, reason: 'This browser has no WebGPU, or the page is not served by https.' };
  }
  if (gpu === 'none') return { available: false, reason: 'The browser finds no GPU that it would use.' };
  if (gpu.software) {
    return {
      available: false,
      reason: `There is only a software adapter (${gpu.name}), slower than WebAssembly.`,
    };
  }
  const half = gpu.halfPrecision ? 'half precision' : 'no half precision';
  const gigabytes = (gpu.maxBufferBytes / 2 ** 30).toFixed(1);
  return { available: true, reason: `${gpu.name}: ${half}, buffers up to ${gigabytes} GB.` };
}

function describeWasm({ threads, isolated, memoryGigabytes }: Findings): string {
  const memory = memoryGigabytes === null ? '' : ` About ${memoryGigabytes} GB of memory.`;
  if (threads > 1) return `Runs on ${threads} threads.${memory}`;
  const why = isolated ? '' : ': the server sends no COOP and COEP headers, without which there are no more';
  return `Runs on one thread${why}.${memory}`;
}

function softwareAdapter(name: string): Problem {
  return problem({
    code: 'device-software-adapter',
    severity: 'warning',
    message: `WebGPU runs on a software adapter here (${name}), which is slower than WebAssembly.`,
    remedy: 'Choose wasm unless this is a test.',
  });
}
