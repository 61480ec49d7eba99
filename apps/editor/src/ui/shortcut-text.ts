const APPLE = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? '');

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
  Backspace: APPLE ? '⌫' : 'Backspace',
  Enter: APPLE ? '↩' : 'Enter',
  Equal: '+',
  Minus: '−',
  Period: '.',
  Comma: ',',
  Slash: '/',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
};

/**
 * The keys of a shortcut as this computer's keyboard names them: `$mod+Shift+z` is ⇧ ⌘ Z or Ctrl Shift Z.
 * Presses of a sequence follow one another.
 */
export function shortcutKeys(shortcut: string, apple = APPLE): readonly string[] {
  return shortcut.split(' ').flatMap((press) => {
    const parts = press.split('+');
    const key = parts.pop() ?? '';
    const names = apple ? APPLE_NAMES : OTHER_NAMES;
    const modifiers = parts.map((part) => names[part] ?? part);
    return [...(apple ? modifiers.reverse() : modifiers), keyName(key)];
  });
}

/** A shortcut in one line, for tooltips and screen readers. */
export function shortcutText(shortcut: string, apple = APPLE): string {
  return shortcutKeys(shortcut, apple).join(apple ? '' : '+');
}

function keyName(key: string): string {
  const code = /^(?:Key|Digit)(.)$/.exec(key)?.[1];
  return KEY_NAMES[key] ?? code ?? (key.length === 1 ? key.toUpperCase() : key);
}
