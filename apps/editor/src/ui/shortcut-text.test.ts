import { expect, test } from 'vitest';
import { shortcutKeys, shortcutText } from './shortcut-text.ts';

test('a chord is named as the keyboard at hand names it', () => {
  expect(shortcutKeys('$mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(shortcutText('$mod+Shift+z', false)).toBe('Ctrl+Shift+Z');
  expect(shortcutText('$mod+Shift+z', true)).toBe('⇧⌘Z');
});

test('keys are shown as what stands on them', () => {
  expect(shortcutKeys('Shift+1', false)).toEqual(['Shift', '1']);
  expect(shortcutKeys('$mod+Plus', false)).toEqual(['Ctrl', '+']);
  expect(shortcutKeys('Alt+ArrowRight', false)).toEqual(['Alt', '→']);
});
