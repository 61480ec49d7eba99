import { expect, it } from 'vitest';
import { cpuTensor } from '../ops/cpu-tensor.ts';
import { cpuValueMemory } from './value-memory.ts';

const tensor = cpuTensor(new Float32Array(100), [100]);
const other = cpuTensor(new Float32Array(10), [10]);

it.each([
  ['a number', 5, 64],
  ['a latent', { tensor, level: { kind: 'noise' } }, 464],
  ['a conditioning', { embeddings: tensor, pooled: other, controls: [{ image: other }] }, 504],
  ['the same tensor twice', [{ tensor }, { tensor }], 464],
  ['a picture in pixels', { data: new Uint8Array(1000) }, 64],
])('counts %s', (_, value, bytes) => {
  expect(cpuValueMemory.sizeBytes(value)).toBe(bytes);
});
