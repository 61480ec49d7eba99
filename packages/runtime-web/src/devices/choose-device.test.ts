import { describe, expect, it } from 'vitest';
import { chooseDevice, describeDevices, intendedDevice } from './choose-device.ts';
import type { Findings } from './find-devices.ts';

const bare: Findings = { gpu: 'unsupported', threads: 1, isolated: false, memoryGigabytes: null };

const hardware = {
  ...{ name: 'nvidia ampere', software: false, halfPrecision: true, maxBufferBytes: 2 ** 31 },
};
const software = { ...hardware, name: 'google swiftshader', software: true };

function browser(gpu: Findings['gpu']): Findings {
  return { ...bare, gpu };
}

describe('chooseDevice', () => {
  it.each([
    ['no WebGPU', 'unsupported' as const, 'wasm'],
    ['no adapter', 'none' as const, 'wasm'],
    ['a software adapter', software, 'wasm'],
    ['a GPU', hardware, 'webgpu'],
  ])('auto with %s', (_, gpu, id) => {
    expect(chooseDevice('auto', browser(gpu))).toEqual({ id, warnings: [] });
  });

  it('takes a software adapter only when asked by name, with a warning', () => {
    expect(chooseDevice('webgpu', browser(software))).toMatchObject({
      id: 'webgpu',
      warnings: [{ code: 'device-software-adapter', message: expect.stringContaining('google swiftshader') }],
    });
    expect(chooseDevice('wasm', browser(hardware))).toEqual({ id: 'wasm', warnings: [] });
  });

  it('knows what is meant where it has to refuse', () => {
    expect(intendedDevice('webgpu', browser('none'))).toBe('webgpu');
    expect(intendedDevice('auto', browser('none'))).toBe('wasm');
  });

  it('refuses a GPU that is not there, and says why', () => {
    expect(() => chooseDevice('webgpu', browser('none'))).toThrow('finds no GPU');
    expect(() => chooseDevice('webgpu', browser('unsupported'))).toThrow('has no WebGPU');
  });
});

describe('describeDevices', () => {
  it('tells what the GPU has', () => {
    expect(describeDevices(browser(hardware))[0]).toEqual({
      id: 'webgpu',
      available: true,
      reason: 'nvidia ampere: half precision, buffers up to 2.0 GB.',
    });
  });

  it('tells why there is one thread only', () => {
    const reasonOf = (findings: Findings) => describeDevices(findings)[1]?.reason;
    expect(reasonOf(bare)).toContain('no COOP and COEP headers');
    expect(reasonOf({ ...bare, isolated: true })).toBe('Runs on one thread.');
    expect(reasonOf({ ...bare, isolated: true, threads: 8, memoryGigabytes: 16 })).toBe(
      'Runs on 8 threads. About 16 GB of memory.',
    );
  });
});
