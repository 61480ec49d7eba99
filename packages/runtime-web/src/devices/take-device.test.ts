import { ProblemError } from '@latentgraph/graph-core';
import { describe, expect, it } from 'vitest';
import type { Findings } from './find-devices.ts';
import { takeDevice } from './take-device.ts';

const withGpu: Findings = {
  gpu: { name: 'nvidia ampere', software: false, halfPrecision: true, maxBufferBytes: 2 ** 31 },
  ...{ threads: 1, isolated: false, memoryGigabytes: null },
};
const gpu = {} as GPUDevice;

const refuse = async () => {
  throw new ProblemError({ code: 'device-lost', message: 'The GPU was lost (x).', remedy: 'Run again.' });
};

describe('takeDevice', () => {
  it('opens the GPU that it chose, and none for WebAssembly', async () => {
    expect(await takeDevice('auto', withGpu, async () => gpu)).toEqual({ id: 'webgpu', warnings: [], gpu });
    expect(await takeDevice('wasm', withGpu, refuse)).toEqual({ id: 'wasm', warnings: [] });
  });

  it('goes on in WebAssembly when the GPU of auto cannot be opened, and says why', async () => {
    expect(await takeDevice('auto', withGpu, refuse)).toMatchObject({
      id: 'wasm',
      warnings: [
        {
          code: 'device-fallback',
          severity: 'warning',
          message: expect.stringContaining('The GPU was lost'),
        },
      ],
    });
  });

  it('refuses when the GPU that was asked for by name cannot be opened', async () => {
    await expect(takeDevice('webgpu', withGpu, refuse)).rejects.toThrow('The GPU was lost');
  });
});
