import { expect, it } from 'vitest';
import { cpuTensor } from '../ops/cpu-tensor.ts';
import { cpuValueMemory } from './value-memory.ts';

const tensor = cpuTensor(new Float32Array(100), [100]);
const other = cpuTensor(new Float32Array(10), [10]);

it.each([
  ['a latent', { tensor, level: { kind: 'noise' } }, 400],
  ['a conditioning', { embeddings: tensor, pooled: other, controls: [{ image: other }] }, 440],
  ['the same tensor twice', [{ tensor }, { tensor }], 400],
  ['a picture in pixels', { data: new Uint8Array(1000) }, 1000],
  ['a text', 'x'.repeat(1000), 2000],
])('counts the data of %s, and little besides', (_, value, dataBytes) => {
  const besides = cpuValueMemory.sizeBytes(value) - dataBytes;
  expect(besides).toBeGreaterThan(0);
  expect(besides).toBeLessThan(500);
});
