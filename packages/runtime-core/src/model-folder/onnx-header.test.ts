import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../testing/memory-files.ts';
import { field, onnxBytes } from '../testing/onnx-bytes.ts';
import { readOnnxHeader } from './onnx-header.ts';

const MODELS = join(import.meta.dirname, '../../../../fixtures/models');

function read(bytes: Uint8Array) {
  return readOnnxHeader(memoryFiles({ 'model.onnx': bytes }), 'model.onnx', bytes.length);
}

describe('readOnnxHeader', () => {
  it('reads inputs, outputs and shapes of a real file', async () => {
    const result = await read(await readFile(join(MODELS, 'micro/unet/model.onnx')));
    expect(result).toEqual({
      ok: true,
      header: {
        inputs: [
          { name: 'sample', shape: ['batch_size', 4, 'height', 'width'] },
          { name: 'timestep', shape: [] },
          { name: 'encoder_hidden_states', shape: ['batch_size', 'sequence_length', 16] },
        ],
        outputs: [{ name: 'out_sample', shape: ['batch_size', 4, 'height', 'width'] }],
        customOperators: [],
        externalData: new Map(),
        convolvedChannels: new Map([['sample', 4]]),
      },
    });
  });

  it('tells the channels of a real inpainting UNet by its first convolution', async () => {
    const file = join(MODELS, 'micro-inpaint/unet/model.onnx');
    expect(await read(await readFile(file))).toMatchObject({
      header: { convolvedChannels: new Map([['sample', 9]]) },
    });
  });

  it.each([
    ['at once', [{ operator: 'Conv', inputs: ['sample', 'w'], output: 'a' }]],
    [
      'through casts of both',
      [
        { operator: 'Cast', inputs: ['sample'], output: 'half' },
        { operator: 'Cast', inputs: ['w'], output: 'half_w' },
        { operator: 'Conv', inputs: ['half', 'half_w', 'bias'], output: 'a' },
        { operator: 'Conv', inputs: ['a', 'later'], output: 'b' },
      ],
    ],
    [
      'quantized',
      [
        { operator: 'QuantizeLinear', inputs: ['sample', 's', 'z'], output: 'q' },
        { operator: 'QLinearConv', inputs: ['q', 's', 'z', 'w', 's', 'z'], output: 'a' },
      ],
    ],
    ['in groups', [{ operator: 'Conv', inputs: ['sample', 'third'], output: 'a', groups: 3 }]],
  ])('tells channels by the first convolution: %s', async (_, nodes) => {
    const bytes = onnxBytes({
      nodes,
      inputs: { sample: ['batch', 'channels', 'h', 'w'], timestep: [] },
      weights: { w: [320, 9, 3, 3], third: [320, 3, 3, 3], later: [320, 320, 3, 3], bias: [320] },
    });
    expect(await read(bytes)).toMatchObject({ header: { convolvedChannels: new Map([['sample', 9]]) } });
  });

  it('reads no description of gigabytes', async () => {
    const header = [8, 8, ...field(2, 'test')];
    const described = field(7, field(11, field(1, new Uint8Array(1.1 * 1024 * 1024))));
    expect(await read(Uint8Array.from([...header, ...described]))).toEqual({
      ok: false,
      reason: 'not-onnx',
    });
  });

  it('says how much of which external file is used', async () => {
    const file = join(MODELS, 'layouts/optimum-external/unet/model.onnx');
    const data = await readFile(`${file}_data`);
    const result = await read(await readFile(file));
    expect(result).toMatchObject({
      ok: true,
      header: { externalData: new Map([['model.onnx_data', data.length]]) },
    });
  });

  it('names operators outside the standard, each once', async () => {
    const operators = ['Conv', 'com.microsoft.NhwcConv', 'ai.onnx.Add', 'com.microsoft.NhwcConv'];
    expect(await read(onnxBytes({ operators }))).toMatchObject({
      ok: true,
      header: { customOperators: ['com.microsoft.NhwcConv'] },
    });
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'empty'],
    ['text', new TextEncoder().encode('<html>404 Not Found</html>'), 'not-onnx'],
    ['zeros', new Uint8Array(1000), 'not-onnx'],
    ['a message without a graph', Uint8Array.from([8, 8]), 'not-onnx'],
  ])('refuses %s', async (_, bytes, reason) => {
    expect(await read(bytes)).toEqual({ ok: false, reason });
  });

  it('sees at every length that a file is cut off', async () => {
    const whole = await readFile(join(MODELS, 'micro/vae_encoder/model.onnx'));
    for (let length = 64; length < whole.length; length += 997) {
      expect(await read(whole.subarray(0, length)), `${length} bytes`).toEqual({
        ok: false,
        reason: 'truncated',
      });
    }
  });

  it('ends with a result for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await read(bytes)).toHaveProperty('ok');
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
