import { IS_APPLE } from './platform.ts';

/** What of a keyboard event says which keys were pressed. */
export interface KeyPress {
  /** What the key writes, or its name. */
  readonly key: string;
  /** Where it lies, named after the American layout. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState(modifier: 'AltGraph'): boolean;
}

/** Signs by what shortcuts call them. `?` of Arabic keyboards is as good as any. */
const SIGNS: Readonly<Record<string, string>> = {
  '+': 'Plus',
  '-': 'Minus',
  '.': 'Period',
  '?': 'Question',
  '؟': 'Question',
  '[': 'BracketLeft',
  ']': 'BracketRight',
};

/** The keys of signs where the layout has letters in their place. */
const SIGNS_BY_PLACE: Readonly<Record<string, string>> = {
  Equal: 'Plus',
  Minus: 'Minus',
  Period: 'Period',
  BracketLeft: 'BracketLeft',
  BracketRight: 'BracketRight',
};

/** Of another script: the letters of Latin layouts are meant as they are written, wherever they lie. */
const OTHER_LETTER = /(?!\p{Script=Latin})[\p{L}\p{M}]/u;

/**
 * The shortcuts that a press of keys may stand for, the likeliest first: `$mod+Shift+z`, `Alt+n`, `Shift+1`, `Plus`.
 * `$mod` is ⌘ on Apple's keyboards and Ctrl on others.
 *
 * - Letters are meant as written: Ctrl+Z is where Z stands on German and French keyboards. Where the layout writes
 *   another script, or Option another sign, the place of the key counts.
 * - Digits are meant by their place, for French keyboards write them with Shift only.
 * - Signs are meant as written, with whichever modifiers a layout needs to write them.
 */
export function shortcutsOf(press: KeyPress, apple = IS_APPLE): readonly string[] {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press;
  const sign = signOf(press);
  // With AltGr, which counts as Ctrl and Alt on Windows, a person writes.
  if (!apple && press.getModifierState('AltGraph')) return sign === undefined ? [] : [sign];
  const [mod, other] = apple ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  const chord = [other && (apple ? 'Control' : 'Meta'), mod && '$mod'];
  const modifiers = [...chord, altKey && 'Alt', shiftKey && 'Shift'];
  const shortcuts: string[] = [];
  const add = (held: readonly (string | false)[], name: string) =>
    shortcuts.push([...held.filter((modifier) => modifier !== false), name].join('+'));
  if (sign !== undefined) add([...chord, altKey && !apple && 'Alt'], sign);
  const [letter, digit] = [letterOf(press, apple), digitOf(press)];
  if (letter !== undefined) add(modifiers, letter);
  if (digit !== undefined) add(modifiers, digit);
  if (key === ' ') add(modifiers, 'Space');
  else if (/^[A-Z][A-Za-z]+\d*$|^F\d+$/.test(key)) add(modifiers, key);
  return shortcuts;
}

/** What stands for the likeliest of the shortcuts that a press may be; undefined where none is bound. */
export function boundTo<Value>(
  press: KeyPress,
  bindings: ReadonlyMap<string, Value>,
  apple = IS_APPLE,
): Value | undefined {
  const shortcut = shortcutsOf(press, apple).find((name) => bindings.has(name));
  return shortcut === undefined ? undefined : bindings.get(shortcut);
}

function signOf({ key, code, shiftKey }: KeyPress): string | undefined {
  if (Object.hasOwn(SIGNS, key)) return SIGNS[key];
  // Zooming in is written + and pressed without Shift.
  if (key === '=' && code === 'Equal') return 'Plus';
  if (!OTHER_LETTER.test(key)) return undefined;
  return code === 'Slash' && shiftKey ? 'Question' : SIGNS_BY_PLACE[code];
}

function letterOf({ key, code, altKey, shiftKey }: KeyPress, apple: boolean): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  const byPlace = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  // Arabic layouts have signs on the letters with Shift; no Latin layout has any there that shortcuts do not know.
  const isElsewhere = OTHER_LETTER.test(key) || (shiftKey && /^[!-@[-`{-~]$/.test(key));
  return isElsewhere || (apple && altKey) ? byPlace : undefined;
}

function digitOf({ key, code }: KeyPress): string | undefined {
  const byPlace = /^Digit(\d)$/.exec(code)?.[1];
  return byPlace ?? (/^\d$/.test(key) ? key : undefined);
}
