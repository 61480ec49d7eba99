import { expect, it } from 'vitest';
import { engineProblem } from './engine-problem.ts';

it.each([
  ['std::bad_alloc', 'out-of-memory'],
  ['WebGPU: OOM, 512 MB', 'out-of-memory'],
  ['Out of memory', 'out-of-memory'],
  ['SafeIntOnOverflow() Integer overflow', 'out-of-memory'],
  ['Available memory of 1048576 is smaller than requested bytes of 2097152', 'out-of-memory'],
  ['RuntimeError: unreachable', 'engine-broken'],
  ["Invalid input name: 'zoom'", undefined],
  ['There is no room embedding', undefined],
  ['MUSHROOM_SCALE has the wrong shape', undefined],
])('tells what befell the engine from what is wrong with a model: %s', (reason, code) => {
  expect(engineProblem(reason, 'evaluate the UNet')?.problem.code).toBe(code);
});

const ARENA =
  "Non-zero status code returned while running MatMul node. Name:'/unet/MatMul' Status Message: " +
  '/onnxruntime_src/bfc_arena.cc:360 void* onnxruntime::BFCArena::Allocate(size_t, bool) ' +
  'Failed to allocate memory for requested buffer of size ';

it.each([
  [68_719_476_736, '64 GB'],
  [137_438_953_472, '128 GB'],
  [1_610_612_736, '1.5 GB'],
  [314_572_800, '300 MB'],
  [12, '1 MB'],
])('says how much memory was wanted, and nothing of the engine: %d bytes', (bytes, amount) => {
  const { problem } = engineProblem(`${ARENA}${bytes}`, 'run the UNet')!;
  expect(problem.message).toBe(`There is not enough memory to run the UNet: it needs ${amount} at once.`);
  expect(problem.remedy).toMatch(/^Make a smaller picture/);
});
