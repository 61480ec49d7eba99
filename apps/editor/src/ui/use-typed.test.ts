import { expect, test } from 'vitest';
import { textStillShown } from './use-typed.ts';

test('what was typed is shown while the value is what it stands for', () => {
  expect(textStillShown({ text: '1.', value: 1 }, 1)).toBe('1.');
  expect(textStillShown({ text: '{ "a": [1] }', value: { a: [1] } }, { a: [1] })).toBe('{ "a": [1] }');
  expect(textStillShown({ text: '', value: undefined }, undefined)).toBe('');
});

test('once the value is another one, what was typed is not shown any more', () => {
  expect(textStillShown({ text: '33', value: 33 }, 20)).toBeUndefined();
  expect(textStillShown({ text: '[1, 2', value: [1] }, [])).toBeUndefined();
  expect(textStillShown(undefined, 1)).toBeUndefined();
});
