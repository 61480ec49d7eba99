import { expect, test } from 'vitest';
import { endOfWriting } from './writing.ts';

/** What of an event counts here, for there are no keyboards in Node. */
function pressed(key: string, by: { isComposing?: boolean; keyCode?: number } = {}): KeyboardEvent {
  return { key, isComposing: false, keyCode: 13, ...by } as KeyboardEvent;
}

test('Enter keeps what was written, Escape gives it up', () => {
  expect(['Enter', 'Escape', 'a'].map((key) => endOfWriting(pressed(key)))).toEqual([
    'keep',
    'give-up',
    undefined,
  ]);
});

test('keys that an input method takes end nothing', () => {
  expect(endOfWriting(pressed('Enter', { isComposing: true }))).toBeUndefined();
  expect(endOfWriting(pressed('Escape', { isComposing: true }))).toBeUndefined();
  // Safari ends the composition first, and then sends the Enter that ended it.
  expect(endOfWriting(pressed('Enter', { keyCode: 229 }))).toBeUndefined();
});
