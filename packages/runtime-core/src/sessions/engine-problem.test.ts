import { expect, it } from 'vitest';
import { engineProblem } from './engine-problem.ts';

it.each([
  ['std::bad_alloc', 'out-of-memory'],
  ['WebGPU: OOM, 512 MB', 'out-of-memory'],
  ['Out of memory', 'out-of-memory'],
  ['SafeIntOnOverflow() Integer overflow', 'out-of-memory'],
  ['RuntimeError: unreachable', 'engine-broken'],
  ["Invalid input name: 'zoom'", undefined],
  ['There is no room embedding', undefined],
  ['MUSHROOM_SCALE has the wrong shape', undefined],
])('tells what befell the engine from what is wrong with a model: %s', (reason, code) => {
  expect(engineProblem(reason, 'evaluate the UNet')?.problem.code).toBe(code);
});
