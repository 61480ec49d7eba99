import { describe, expect, test } from 'vitest';
import { Float32Backend } from './float32-backend.ts';

async function read(ops: Float32Backend, tensor: Parameters<Float32Backend['download']>[0]) {
  return { dims: tensor.dims, data: [...(await ops.download(tensor))] };
}

describe('Float32Backend', () => {
  test('combines, with one coefficient for all or one for each sample', async () => {
    const ops = new Float32Backend();
    const x = await ops.upload(Float32Array.of(1, 2, 3, 4), [2, 2]);
    const y = await ops.upload(Float32Array.of(10, 20, 30, 40), [2, 2]);
    const sum = await ops.combine([
      [2, x],
      [[1, 0.5], y],
    ]);
    expect(await read(ops, sum)).toEqual({ dims: [2, 2], data: [12, 24, 21, 28] });
  });

  test('blends by a mask that is repeated over batch and channels', async () => {
    const ops = new Float32Backend();
    const x = await ops.upload(new Float32Array(8).fill(0), [2, 2, 1, 2]);
    const y = await ops.upload(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), [2, 2, 1, 2]);
    const mask = await ops.upload(Float32Array.of(0, 0.5), [1, 1, 1, 2]);
    expect((await read(ops, await ops.blend(x, y, mask))).data).toEqual([0, 1, 0, 2, 0, 3, 0, 4]);
  });

  test('mixes channels', async () => {
    const ops = new Float32Backend();
    const x = await ops.upload(Float32Array.of(1, 2, 10, 20), [1, 2, 1, 2]);
    const mixed = await ops.mixChannels(
      x,
      [
        [1, 1],
        [0, 2],
        [1, 0],
      ],
      [0, 1, 0],
    );
    expect(await read(ops, mixed)).toEqual({ dims: [1, 3, 1, 2], data: [11, 22, 21, 41, 1, 2] });
  });

  test('clamps, and measures each sample', async () => {
    const ops = new Float32Backend();
    const x = await ops.upload(Float32Array.of(-4, 1, 2, 3, 0, 0, 1, 1), [2, 4]);
    expect((await read(ops, await ops.clamp(x, [-1, 0], 2))).data).toEqual([-1, 1, 2, 2, 0, 0, 1, 1]);
    expect(await ops.quantile(x, 0.5)).toEqual([2.5, 0.5]);
    const [first, second] = await ops.moments(x);
    expect(first).toEqual({ mean: 0.5, deviation: Math.sqrt(29 / 3) });
    expect(second).toEqual({ mean: 0.5, deviation: Math.sqrt(1 / 3) });
  });

  test('slice undoes concat, on any axis', async () => {
    const ops = new Float32Backend();
    const x = await ops.upload(Float32Array.of(1, 2, 3, 4), [2, 1, 2]);
    const y = await ops.upload(Float32Array.of(5, 6, 7, 8), [2, 1, 2]);
    const joined = await ops.concat([x, y], 1);
    expect(await read(ops, joined)).toEqual({ dims: [2, 2, 2], data: [1, 2, 5, 6, 3, 4, 7, 8] });
    expect(await read(ops, await ops.slice(joined, 1, 1, 2))).toEqual(await read(ops, y));
    await expect(ops.slice(joined, 1, 1, 3)).rejects.toThrowError('is not in');
  });

  test('resizes by the nearest source, or between the two nearest', async () => {
    const ops = new Float32Backend();
    const x = await ops.upload(Float32Array.of(0, 4), [1, 1, 1, 2]);
    expect((await read(ops, await ops.resize(x, 2, 4, 'nearest'))).data).toEqual([0, 0, 4, 4, 0, 0, 4, 4]);
    expect((await read(ops, await ops.resize(x, 1, 4, 'bilinear'))).data).toEqual([0, 1, 3, 4]);
  });

  test('frees what a node leaves behind, but for outputs and retained tensors', async () => {
    const ops = new Float32Backend();
    const [dropped, output, kept] = await Promise.all(
      [1, 2, 3].map((value) => ops.upload(Float32Array.of(value), [1])),
    );
    ops.retain(kept!);
    ops.endOfNode([output!]);
    await expect(ops.download(dropped!)).rejects.toThrowError('was freed');
    expect((await read(ops, output!)).data).toEqual([2]);

    ops.endOfNode([]);
    await expect(ops.download(output!)).rejects.toThrowError('was freed');
    expect((await read(ops, kept!)).data).toEqual([3]);
    expect([ops.made, ops.retained]).toEqual([3, 1]);

    ops.release(kept!);
    expect(ops.retained).toBe(0);
    expect(() => ops.release(kept!)).toThrowError('not retained');
  });

  test('asks the given function for a model evaluation', async () => {
    const model = { name: 'tiny', variant: '', hash: '0' };
    const ops = new Float32Backend(async (key, component, feeds, self) => ({
      [`${key.name} ${component}`]: await self.combine([[2, feeds.sample as never]]),
    }));
    const sample = await ops.upload(Float32Array.of(3), [1]);
    const outputs = await ops.evaluate(model, 'unet', { sample });
    expect((await read(ops, outputs['tiny unet']!)).data).toEqual([6]);
    await expect(new Float32Backend().evaluate(model, 'unet', {})).rejects.toThrowError('no model');
  });
});
