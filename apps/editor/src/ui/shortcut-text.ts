import { IS_APPLE } from '../keyboard/platform.ts';

const APPLE_NAMES: Readonly<Record<string, string>> = {
  $mod: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Meta: '⌘',
};
const OTHER_NAMES: Readonly<Record<string, string>> = { $mod: 'Ctrl', Control: 'Ctrl', Meta: 'Win' };
const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Space: 'Space',
  Delete: 'Del',
  Backspace: IS_APPLE ? '⌫' : 'Backspace',
  Enter: IS_APPLE ? '↩' : 'Enter',
  Plus: '+',
  Minus: '−',
  Period: '.',
  Question: '?',
  BracketLeft: '[',
  BracketRight: ']',
};

/** The keys of a shortcut as this computer's keyboard names them: `$mod+Shift+z` is ⇧ ⌘ Z or Ctrl Shift Z. */
export function shortcutKeys(shortcut: string, apple = IS_APPLE): readonly string[] {
  const parts = shortcut.split('+');
  const key = parts.pop() ?? '';
  const names = apple ? APPLE_NAMES : OTHER_NAMES;
  const modifiers = parts.map((part) => names[part] ?? part);
  return [...(apple ? modifiers.reverse() : modifiers), keyName(key)];
}

/** A shortcut in one line, for tooltips and screen readers. */
export function shortcutText(shortcut: string, apple = IS_APPLE): string {
  return shortcutKeys(shortcut, apple).join(apple ? '' : '+');
}

function keyName(key: string): string {
  return KEY_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
