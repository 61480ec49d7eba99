import { expect, it } from 'vitest';
import { plainReason } from './plain-reason.ts';

const SITE = "Non-zero status code returned while running Add node. Name:'/unet/Add' Status Message: ";

it('leaves out where in its source onnxruntime stood', () => {
  const source =
    '/onnxruntime_src/core/providers/cpu/ops.h:560 void onnxruntime::Init(ptrdiff_t, ptrdiff_t) ';
  expect(plainReason(`${SITE}${source}An axis of 2 cannot\nbe made 3. `)).toBe(
    'An axis of 2 cannot be made 3',
  );
  const called = 'failed to call OrtRun(). ERROR_CODE: 2, ERROR_MESSAGE: ';
  const failure = '[ONNXRuntimeError] : 2 : INVALID_ARGUMENT : Tensor shape is too large';
  expect(plainReason(`${called}${source}${failure}`)).toBe('Tensor shape is too large');
  expect(plainReason(`${SITE}The shapes differ (2 by 3)`)).toBe('The shapes differ (2 by 3)');
});

it('leaves a short message as it is, and cuts a long one', () => {
  expect(plainReason('std::bad_alloc')).toBe('std::bad_alloc');
  expect(plainReason('word '.repeat(1_000))).toMatch(/^(word ){48}…$/);
});
