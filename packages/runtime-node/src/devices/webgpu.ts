import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { DeviceDescription } from '@latentgraph/graph-core';
import { parseJson } from '@latentgraph/runtime-core';
import { z } from 'zod';

/** A machine as WebGPU sees it. */
export interface WebgpuFindings {
  readonly platform: NodeJS.Platform;
  /** Libraries of the Vulkan drivers (Linux only). */
  readonly drivers: readonly string[];
  /** Whether the kernel shows a GPU (Linux only). */
  readonly hasGpu: boolean;
}

const MANIFEST_FOLDERS = ['/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d', '/etc/vulkan/icd.d'];
const SOFTWARE_DRIVER = /swiftshader|lvp|lavapipe/i;

const manifestSchema = z.looseObject({ ICD: z.looseObject({ library_path: z.string() }) });

export async function findWebgpu(environment: NodeJS.ProcessEnv = process.env): Promise<WebgpuFindings> {
  const { platform } = process;
  if (platform !== 'linux') return { platform, drivers: [], hasGpu: true };
  const drivers: string[] = [];
  for (const manifest of await driverManifests(environment)) {
    const text = await readFile(manifest, 'utf8').catch(() => '');
    const result = manifestSchema.safeParse(parseJson(text));
    if (result.success) drivers.push(result.data.ICD.library_path);
  }
  return { platform, drivers, hasGpu: existsSync('/dev/nvidia0') || (await hasRenderNode()) };
}

/** The variables that the Vulkan loader reads take the place of its folders. */
async function driverManifests(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const chosen = environment.VK_DRIVER_FILES ?? environment.VK_ICD_FILENAMES;
  if (chosen) return chosen.split(delimiter);
  const folders = await Promise.all(
    MANIFEST_FOLDERS.map(async (folder) =>
      (await readdir(folder).catch(() => [])).map((name) => join(folder, name)),
    ),
  );
  return folders.flat();
}

async function hasRenderNode(): Promise<boolean> {
  const devices = await readdir('/dev/dri').catch(() => []);
  return devices.some((name) => name.startsWith('renderD'));
}

export type WebgpuAdapter = 'hardware' | 'software' | 'none';

/** What the provider would get. With both kinds of driver the loader offers both, and hardware is taken. */
export function webgpuAdapter({ platform, drivers, hasGpu }: WebgpuFindings): WebgpuAdapter {
  if (platform === 'darwin' || platform === 'win32') return 'hardware';
  if (hasGpu && drivers.some((driver) => !SOFTWARE_DRIVER.test(driver))) return 'hardware';
  return drivers.some((driver) => SOFTWARE_DRIVER.test(driver)) ? 'software' : 'none';
}

/** Available means a hardware adapter: a software one is slower than the CPU provider. */
export function describeWebgpu(found: WebgpuFindings): DeviceDescription {
  const describe = (available: boolean, reason: string): DeviceDescription => ({
    id: 'webgpu',
    available,
    reason,
  });
  switch (webgpuAdapter(found)) {
    case 'hardware':
      return describe(true, 'A GPU and its driver are there.');
    case 'software':
      return describe(
        false,
        'There is only a software driver (SwiftShader or lavapipe), slower than the CPU.',
      );
    case 'none':
      return describe(
        false,
        found.hasGpu
          ? "The GPU has no Vulkan driver. Install your GPU's: sudo apt-get install -y mesa-vulkan-drivers (AMD, Intel) or NVIDIA's driver."
          : 'There is no GPU on this machine.',
      );
  }
}
