import { describe, expect, it } from 'vitest';
import { chooseDevice, describeDevices, type Findings, findDevices } from './choose-device.ts';
import type { CudaFindings } from './cuda.ts';
import type { WebgpuFindings } from './webgpu.ts';

const bare: Findings = {
  cuda: {
    ...{ platform: 'linux/x64', hasGpu: false, hasProvider: false, missingLibraries: [] },
    installScript: '/ort/script/install.js',
  },
  webgpu: { platform: 'linux', drivers: [], hasGpu: false },
};

function machine(cuda: Partial<CudaFindings>, webgpu: Partial<WebgpuFindings> = {}): Findings {
  return { cuda: { ...bare.cuda, ...cuda }, webgpu: { ...bare.webgpu, ...webgpu } };
}

const nvidia = machine({ hasGpu: true, hasProvider: true });
const intel = machine({}, { hasGpu: true, drivers: ['libvulkan_intel.so', 'libvulkan_lvp.so'] });
const swiftshader = machine({}, { drivers: ['./libvk_swiftshader.so'] });
const withoutLibraries = machine({ hasGpu: true, hasProvider: true, missingLibraries: ['libcudnn.so.9'] });

describe('chooseDevice', () => {
  it.each([
    ['a bare machine', bare, 'cpu', 0],
    ['NVIDIA with CUDA', nvidia, 'cuda', 0],
    ['a GPU with Vulkan', intel, 'webgpu', 0],
    ['a software adapter', swiftshader, 'cpu', 0],
    [
      'a software adapter beside a GPU without driver',
      machine({}, { hasGpu: true, drivers: ['libvulkan_lvp.so'] }),
      'cpu',
      0,
    ],
    ['NVIDIA without libraries', withoutLibraries, 'cpu', 1],
    ['a Mac', machine({ platform: 'darwin/arm64' }, { platform: 'darwin', hasGpu: true }), 'webgpu', 0],
  ])('auto on %s', (_, findings, id, warnings) => {
    const chosen = chooseDevice('auto', findings);
    expect([chosen.id, chosen.warnings.length]).toEqual([id, warnings]);
  });

  it('says what CUDA lacks and the one command that installs it', () => {
    const reasonOf = (findings: Findings) =>
      describeDevices(findings).find(({ id }) => id === 'cuda')?.reason;
    expect(reasonOf(machine({ hasGpu: true }))).toBe(
      "libonnxruntime_providers_cuda.so is missing. Install it: node '/ort/script/install.js' --onnxruntime-node-install=cuda12",
    );
    expect(reasonOf(withoutLibraries)).toContain('libcudnn.so.9 is missing. Install CUDA 12 and cuDNN 9');
    expect(reasonOf(machine({ platform: 'win32/x64' }))).toContain('this is win32/x64');
    expect(chooseDevice('auto', withoutLibraries).warnings).toMatchObject([
      { code: 'device-fallback', severity: 'warning', message: expect.stringContaining('libcudnn.so.9') },
    ]);
  });

  it('refuses what was asked for by name and is not there', () => {
    expect(() => chooseDevice('cuda', bare)).toThrow(
      'This machine cannot run on cuda. There is no NVIDIA GPU',
    );
    expect(() => chooseDevice('webgpu', bare)).toThrow('cannot run on webgpu');
    expect(chooseDevice('cpu', nvidia)).toEqual({ id: 'cpu', warnings: [] });
  });

  it('takes a software adapter only when asked by name, with a warning', () => {
    expect(chooseDevice('webgpu', swiftshader)).toMatchObject({
      id: 'webgpu',
      warnings: [{ code: 'device-software-adapter' }],
    });
  });

  it('finds a device on this machine', async () => {
    const findings = await findDevices();
    expect(describeDevices(findings).map(({ id }) => id)).toEqual(['cuda', 'webgpu', 'cpu']);
    expect(['cpu', 'cuda', 'webgpu']).toContain(chooseDevice('auto', findings).id);
  });
});
