import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { DeviceDescription } from '@latentgraph/graph-core';

/** What a machine has of what CUDA needs. */
export interface CudaFindings {
  /** `linux/x64`: onnxruntime-node 1.30 has CUDA for no other. */
  readonly platform: string;
  readonly hasGpu: boolean;
  readonly hasProvider: boolean;
  /** Libraries that the provider needs and the system's loader does not find. */
  readonly missingLibraries: readonly string[];
  /** The script of onnxruntime-node that downloads the provider. */
  readonly installScript: string;
}

const CUDA_PLATFORM = 'linux/x64';

export async function findCuda(): Promise<CudaFindings> {
  const platform = `${process.platform}/${process.arch}`;
  const root = join(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')), '..');
  const provider = join(root, 'bin/napi-v6', platform, 'libonnxruntime_providers_cuda.so');
  const hasProvider = platform === CUDA_PLATFORM && existsSync(provider);
  return {
    platform,
    hasGpu: existsSync('/dev/nvidia0') || existsSync('/proc/driver/nvidia/version'),
    hasProvider,
    missingLibraries: hasProvider ? await missingLibraries(provider) : [],
    installScript: join(root, 'script/install.js'),
  };
}

/** What `ldd` cannot resolve. Without `ldd` nothing counts as missing: opening a session then tells. */
async function missingLibraries(library: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('ldd', [library]).catch(() => ({ stdout: '' }));
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]!);
}

/** Says whether sessions can run on CUDA, and if not, what is missing and the one command that installs it. */
export function describeCuda(found: CudaFindings): DeviceDescription {
  const describe = (available: boolean, reason: string): DeviceDescription => ({
    id: 'cuda',
    available,
    reason,
  });
  if (found.platform !== CUDA_PLATFORM) {
    return describe(false, `onnxruntime-node has CUDA for Linux on x64 only, and this is ${found.platform}.`);
  }
  if (!found.hasGpu) return describe(false, 'There is no NVIDIA GPU with its driver on this machine.');
  if (!found.hasProvider) {
    return describe(
      false,
      `libonnxruntime_providers_cuda.so is missing. Install it: node '${found.installScript}' --onnxruntime-node-install=cuda12`,
    );
  }
  if (found.missingLibraries.length > 0) {
    return describe(
      false,
      `${found.missingLibraries.join(', ')} ${found.missingLibraries.length === 1 ? 'is' : 'are'} missing. ` +
        "Install CUDA 12 and cuDNN 9 from NVIDIA's package repository: sudo apt-get install -y cuda-libraries-12-9 libcudnn9-cuda-12",
    );
  }
  return describe(true, 'An NVIDIA GPU, CUDA 12 and cuDNN 9 are there.');
}
