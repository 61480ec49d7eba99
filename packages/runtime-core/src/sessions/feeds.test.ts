import { Tensor } from 'onnxruntime-common';
import { describe, expect, it } from 'vitest';
import { cpuTensor } from '../ops/cpu-tensor.ts';
import { fromOrtOutputs, toOrtFeeds } from './feeds.ts';
import type { OrtValueMetadata } from './ort.ts';

const site = { model: { name: 'm', variant: '', hash: 'h' }, component: 'unet' as const };
const sample = cpuTensor(Float32Array.of(1, 2, 0.1, -4), [2, 2]);

function input(name: string, type: Tensor.Type, shape: readonly (number | string)[]): OrtValueMetadata {
  return { name, isTensor: true, type, shape };
}

function timestepFeed(type: Tensor.Type, shape: readonly (number | string)[], value: number) {
  const inputs = [input('sample', 'float32', ['batch', 2]), input('timestep', type, shape)];
  const { timestep } = toOrtFeeds({ Tensor }, inputs, { sample, timestep: value }, site);
  return { type: timestep?.type, dims: timestep?.dims, values: [...(timestep!.data as Iterable<unknown>)] };
}

describe('toOrtFeeds', () => {
  it.each([
    ['float32', [], { type: 'float32', dims: [], values: [801.5] }],
    ['float32', [1], { type: 'float32', dims: [1], values: [801.5] }],
    ['float32', ['batch'], { type: 'float32', dims: [2], values: [801.5, 801.5] }],
    ['int64', ['steps'], { type: 'int64', dims: [1], values: [802n] }],
    ['int32', [], { type: 'int32', dims: [], values: [802] }],
  ] as const)('gives a timestep as %s %j', (type, shape, expected) => {
    expect(timestepFeed(type, shape, 801.5)).toEqual(expected);
  });

  it('gives half precision as its bits', () => {
    const { timestep, sample: half } = toOrtFeeds(
      { Tensor },
      [input('sample', 'float16', ['batch', 2]), input('timestep', 'float16', [])],
      { sample, timestep: 1 },
      site,
    );
    const bitsOf = ({ data }: Tensor) => [...new Uint16Array((data as Uint16Array).buffer)];
    expect(bitsOf(half!)).toEqual([0x3c00, 0x4000, 0x2e66, 0xc400]);
    expect(bitsOf(timestep!)).toEqual([0x3c00]);
  });

  it.each([
    ['int64', [5n, 7n]],
    ['int32', [5, 7]],
  ] as const)('gives token ids as %s, to an only input of any name', (type, values) => {
    const feeds = { input_ids: { integers: [5, 7], dims: [1, 2] } };
    const { tokens } = toOrtFeeds({ Tensor }, [input('tokens', type, ['b', 't'])], feeds, site);
    expect([tokens?.type, tokens?.dims, [...(tokens!.data as Iterable<unknown>)]]).toEqual([
      type,
      [1, 2],
      values,
    ]);
  });

  it('takes what lies on a device as it is, in the precision that the input wants', () => {
    const asked: string[] = [];
    const onDevice = {
      dims: [2, 2],
      toOrt(type: 'float32' | 'float16') {
        asked.push(type);
        return new Tensor('float32', Float32Array.of(1, 2, 3, 4), [2, 2]);
      },
    };
    const inputs = [input('sample', 'float16', ['batch', 2]), input('timestep', 'float32', ['batch'])];
    const feeds = toOrtFeeds({ Tensor }, inputs, { sample: onDevice, timestep: 1 }, site);
    expect([...(feeds.sample!.data as Float32Array)]).toEqual([1, 2, 3, 4]);
    expect(feeds.timestep!.dims).toEqual([2]);
    expect(asked).toEqual(['float16']);
    const integers = [input('sample', 'int64', ['batch', 2])];
    expect(() => toOrtFeeds({ Tensor }, integers, { sample: onDevice }, site)).toThrow('as int64');
  });

  it('refuses element types that nothing can be turned into', () => {
    expect(() => toOrtFeeds({ Tensor }, [input('sample', 'bool', [2, 2])], { sample }, site)).toThrow(
      "takes 'sample' as bool",
    );
  });
});

describe('fromOrtOutputs', () => {
  it('gives numbers of every type as float32, an only output by its name in the layout', () => {
    const half = new Tensor('float16', Uint16Array.of(0x3c00, 0xc000), [2]);
    expect(fromOrtOutputs({ anything: half }, 'unet')).toEqual({
      out_sample: cpuTensor(Float32Array.of(1, -2), [2]),
    });
    const outputs = {
      last_hidden_state: new Tensor('float32', Float32Array.of(3), [1]),
      length: new Tensor('int64', BigInt64Array.of(77n), [1]),
      label: new Tensor('string', ['a'], [1]),
    };
    expect(fromOrtOutputs(outputs, 'text_encoder')).toEqual({
      last_hidden_state: cpuTensor(Float32Array.of(3), [1]),
      length: cpuTensor(Float32Array.of(77), [1]),
    });
  });
});
