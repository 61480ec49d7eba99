import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../testing/memory-files.ts';
import { onnxBytes } from '../testing/onnx-bytes.ts';
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
      },
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
