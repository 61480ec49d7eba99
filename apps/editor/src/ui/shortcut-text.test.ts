import { expect, test } from 'vitest';
import { shortcutKeys, shortcutText } from './shortcut-text.ts';

test('a chord is named as the keyboard at hand names it', () => {
  expect(shortcutKeys('$mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(shortcutText('$mod+Shift+z', false)).toBe('Ctrl+Shift+Z');
  expect(shortcutText('$mod+Shift+z', true)).toBe('⇧⌘Z');
});

test('codes of keys are shown as what stands on the key', () => {
  expect(shortcutKeys('Shift+Digit1', false)).toEqual(['Shift', '1']);
  expect(shortcutKeys('$mod+Equal', false)).toEqual(['Ctrl', '+']);
  expect(shortcutKeys('Alt+ArrowRight', false)).toEqual(['Alt', '→']);
});

test('presses of a sequence follow one another', () => {
  expect(shortcutKeys('g o', false)).toEqual(['G', 'O']);
});
