import { type DeviceDescription, type Problem, ProblemError, problem } from '@latentgraph/graph-core';
import type { DeviceId } from '../ort/session-options.ts';
import { type CudaFindings, describeCuda, findCuda } from './cuda.ts';
import { describeWebgpu, findWebgpu, type WebgpuFindings, webgpuAdapter } from './webgpu.ts';

export type DeviceChoice = 'auto' | DeviceId;

export interface Findings {
  readonly cuda: CudaFindings;
  readonly webgpu: WebgpuFindings;
}

export interface ChosenDevice {
  readonly id: DeviceId;
  readonly warnings: readonly Problem[];
}

/** Looks at the machine; loads no onnxruntime. */
export async function findDevices(): Promise<Findings> {
  const [cuda, webgpu] = await Promise.all([findCuda(), findWebgpu()]);
  return { cuda, webgpu };
}

export function describeDevices({ cuda, webgpu }: Findings): readonly DeviceDescription[] {
  return [
    describeCuda(cuda),
    describeWebgpu(webgpu),
    { id: 'cpu', available: true, reason: 'onnxruntime-node brings all it needs.' },
  ];
}

/** The devices that this machine can run on, the best first. */
export function availableDevices(findings: Findings): readonly DeviceId[] {
  return describeDevices(findings)
    .filter(({ available }) => available)
    .map(({ id }) => id as DeviceId);
}

/**
 * `auto` takes CUDA, then a hardware WebGPU adapter, then the CPU, with a warning when a GPU is there that cannot
 * be used. A device that was asked for by name is taken or refused; a software adapter is taken only so.
 *
 * @throws ProblemError when the device asked for is not available
 */
export function chooseDevice(choice: DeviceChoice, findings: Findings): ChosenDevice {
  const devices = describeDevices(findings);
  if (choice === 'auto') {
    const [id = 'cpu'] = availableDevices(findings);
    return { id, warnings: fallWarnings(id, findings) };
  }
  const wanted = devices.find((device) => device.id === choice);
  if (wanted?.available) return { id: choice, warnings: [] };
  if (choice === 'webgpu' && webgpuAdapter(findings.webgpu) === 'software') {
    return { id: choice, warnings: [softwareAdapter()] };
  }
  throw new ProblemError({
    code: 'device-unavailable',
    message: `This machine cannot run on ${choice}. ${wanted?.reason ?? ''}`.trim(),
    remedy:
      'Choose --device auto or --device cpu, or install what is missing (`latentgraph doctor` lists it).',
  });
}

function fallWarnings(taken: DeviceId, { cuda }: Findings): readonly Problem[] {
  if (taken === 'cuda' || !cuda.hasGpu) return [];
  return [
    problem({
      code: 'device-fallback',
      severity: 'warning',
      message: `There is an NVIDIA GPU, but this run uses ${taken}. ${describeCuda(cuda).reason}`,
      remedy: `Install what is missing, or choose --device ${taken} to say that this is meant.`,
    }),
  ];
}

function softwareAdapter(): Problem {
  return problem({
    code: 'device-software-adapter',
    severity: 'warning',
    message: 'WebGPU runs on a software adapter here, which is slower than the CPU.',
    remedy: 'Choose --device cpu unless this is a test.',
  });
}
