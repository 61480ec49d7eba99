/** What has the focus, as far as it has use for keys. */
export type Focus =
  /** A field whose text is its own: until it is taken into the document, or for ever. */
  | 'own-text'
  /** A field that shows what the document holds, keystroke by keystroke. */
  | 'document-text'
  | 'select'
  | 'overlay'
  | 'press'
  | 'nothing';

/** Marks a field, or what it lies in, as one of which every keystroke is in the document: undo there is the document's. */
export const documentText = { 'data-text-of': 'document' } as const;

/** Marks a field inside of such as one whose text, for now, is its own. */
export const ownText = { 'data-text-of': 'field' } as const;

/** One character, as selects take it to choose what begins with it. */
const CHARACTER = /^(.|Plus|Minus|Period|Question|Bracket(Left|Right))$/;

/** Space and Enter press what has the focus; arrows move a slider. */
const PRESSING_KEYS = /^(Space|Enter|Arrow\w+|Home|End)$/;

/** What a field does with keys and the modifier of shortcuts, whosever its text is. */
const KEYS_OF_FIELDS = /^(Alt\+)?(Shift\+)?(a|c|v|x|Arrow\w+|Home|End|Backspace|Delete)$/;

/** What takes back and forth the writing of a field. */
const HISTORY_KEYS = /^(Shift\+)?z$|^y$/;

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'nothing';
  if (target.closest('[role="menu"], [role="dialog"], [role="listbox"]')) return 'overlay';
  if (isTyping(target)) {
    const holder = target.closest<HTMLElement>('[data-text-of]');
    return holder?.dataset.textOf === 'document' ? 'document-text' : 'own-text';
  }
  if (target.closest('select, [role="combobox"]')) return 'select';
  if (target.closest('button, a, summary, [role="slider"], [role="switch"], [role="tab"]')) return 'press';
  return 'nothing';
}

/** Whether keys go into a text that is being written. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button|range|color)$/.test(target.type);
}

/** Whether a shortcut is for what has the focus, rather than for the editor. */
export function keepsShortcut(focus: Focus, shortcut: string): boolean {
  const chord = /^\$mod\+(.*)$/.exec(shortcut)?.[1];
  const key = shortcut.split('+').at(-1)!;
  switch (focus) {
    case 'overlay':
      return true;
    case 'own-text':
      return chord === undefined || KEYS_OF_FIELDS.test(chord) || HISTORY_KEYS.test(chord);
    case 'document-text':
      return chord === undefined || KEYS_OF_FIELDS.test(chord);
    case 'select':
      return chord === undefined && (CHARACTER.test(key) || PRESSING_KEYS.test(key));
    case 'press':
      return chord === undefined && PRESSING_KEYS.test(key);
    case 'nothing':
      return false;
  }
}
