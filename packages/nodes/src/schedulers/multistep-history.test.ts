import { expect, test } from 'vitest';
import { Float32Backend } from '../testing/float32-backend.ts';
import { MultistepHistory } from './multistep-history.ts';

test('keeps the newest tensors alive and lets the others go', async () => {
  const ops = new Float32Backend();
  const history = new MultistepHistory(2);
  const tensors = [];
  for (const value of [1, 2, 3]) {
    const tensor = await ops.upload(Float32Array.of(value), [1]);
    tensors.push(tensor);
    history.push(ops, tensor);
    ops.endOfNode([]);
  }
  expect(history.tensors).toEqual([tensors[2], tensors[1]]);
  expect(await ops.download(tensors[1]!)).toEqual(Float32Array.of(2));
  await expect(ops.download(tensors[0]!)).rejects.toThrowError('freed');

  history.clear();
  expect(history.length).toBe(0);
  expect(ops.retained).toBe(0);
});
