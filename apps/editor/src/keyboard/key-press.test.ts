import { expect, test } from 'vitest';
import { boundTo, type KeyPress, shortcutsOf } from './key-press.ts';

/** @param chord as `Ctrl+Shift+KeyZ`, by the place of the key */
function pressed(chord: string, key: string): KeyPress {
  const held = chord.split('+');
  const code = held.pop()!;
  return {
    ...{ key, code },
    ctrlKey: held.includes('Ctrl'),
    metaKey: held.includes('Meta'),
    altKey: held.includes('Alt'),
    shiftKey: held.includes('Shift'),
    getModifierState: () => held.includes('AltGr'),
  };
}

const [PC, MAC] = [false, true];

test.each([
  ['an American', 'Ctrl+KeyZ', 'z', '$mod+z'],
  ['an American', 'Ctrl+Shift+KeyZ', 'Z', '$mod+Shift+z'],
  ['a German', 'Ctrl+KeyY', 'z', '$mod+z'],
  ['a German', 'Ctrl+KeyZ', 'y', '$mod+y'],
  ['a German', 'Ctrl+BracketRight', '+', '$mod+Plus'],
  ['a German', 'Ctrl+Slash', '-', '$mod+Minus'],
  ['a German', 'Shift+Minus', '?', 'Question'],
  ['a French', 'Ctrl+KeyW', 'z', '$mod+z'],
  ['a French', 'Ctrl+KeyQ', 'a', '$mod+a'],
  ['a French', 'Semicolon', 'm', 'm'],
  ['a French', 'Shift+Semicolon', 'M', 'Shift+m'],
  ['a French', 'Shift+KeyM', '?', 'Question'],
  ['a French', 'Ctrl+Digit1', '&', '$mod+1'],
  ['a French', 'Shift+Digit1', '1', 'Shift+1'],
  ['a French', 'Ctrl+Shift+Comma', '.', '$mod+Period'],
  ['a Swedish', 'Ctrl+Minus', '+', '$mod+Plus'],
  ['a Russian', 'Ctrl+KeyZ', 'я', '$mod+z'],
  ['a Russian', 'Ctrl+Shift+KeyZ', 'Я', '$mod+Shift+z'],
  ['a Russian', 'KeyM', 'ь', 'm'],
  ['a Russian', 'Alt+KeyN', 'т', 'Alt+n'],
  ['a Russian', 'Ctrl+Period', 'ю', '$mod+Period'],
  ['a Greek', 'Ctrl+KeyG', 'γ', '$mod+g'],
  ['a Greek', 'Shift+KeyL', 'Λ', 'Shift+l'],
  ['an Arabic', 'Ctrl+KeyZ', 'ئ', '$mod+z'],
  ['an Arabic', 'Ctrl+Shift+KeyZ', '~', '$mod+Shift+z'],
  ['an Arabic', 'KeyB', 'لا', 'b'],
  ['an Arabic', 'Ctrl+Shift+KeyS', 'ٍ', '$mod+Shift+s'],
  ['an Arabic', 'Shift+Slash', '؟', 'Question'],
  ['a Hindi', 'Ctrl+KeyK', 'क', '$mod+k'],
  ['an American', 'Ctrl+Equal', '=', '$mod+Plus'],
  ['an American', 'Ctrl+Shift+Equal', '+', '$mod+Plus'],
  ['an American', 'Ctrl+NumpadAdd', '+', '$mod+Plus'],
  ['an American', 'Space', ' ', 'Space'],
  ['an American', 'Alt+Shift+ArrowLeft', 'ArrowLeft', 'Alt+Shift+ArrowLeft'],
  ['an American', 'F2', 'F2', 'F2'],
])('on %s keyboard %s is %s, which is %s', (_, chord, key, shortcut) => {
  expect(shortcutsOf(pressed(chord, key), PC)[0]).toBe(shortcut);
});

test.each([
  ['Meta+KeyZ', 'z', '$mod+z'],
  ['Alt+KeyN', 'Dead', 'Alt+n'],
  ['Alt+Shift+KeyN', '˜', 'Alt+Shift+n'],
  ['Alt+KeyS', 'ß', 'Alt+s'],
  ['Alt+Digit5', '[', 'BracketLeft'],
  ['Ctrl+KeyA', 'a', 'Control+a'],
])('on a Mac %s writes %s, which is %s', (chord, key, shortcut) => {
  expect(shortcutsOf(pressed(chord, key), MAC)[0]).toBe(shortcut);
});

test.each([
  // Polish letters, on Windows and on Linux.
  ['Ctrl+Alt+AltGr+KeyN', 'ń'],
  ['AltGr+KeyZ', 'ż'],
  // A comma where Americans have M, and a colon of Dvorak's where they have Z.
  ['KeyM', ','],
  ['Ctrl+KeyZ', ';'],
  // Of a Latin script, though not of ASCII.
  ['KeyW', 'é'],
])('%s, which writes %s, is no shortcut of letters', (chord, key) => {
  const bindings = new Map(['n', 'z', 'm', 'w', 'Alt+n', '$mod+z', '$mod+Alt+n'].map((name) => [name, name]));
  expect(boundTo(pressed(chord, key), bindings, PC)).toBeUndefined();
});

test('a sign that is a shortcut is meant before the letter in its place', () => {
  const bindings = new Map([
    ['Shift+m', 'the map'],
    ['Question', 'help'],
  ]);
  expect(boundTo(pressed('Shift+KeyM', '?'), bindings, PC)).toBe('help');
  expect(boundTo(pressed('Ctrl+Alt+AltGr+Minus', '?'), bindings, PC)).toBe('help');
});
