import { tinykeys } from 'tinykeys';
import type { Services } from '../app/services.ts';
import { isTyping } from '../canvas/typing.ts';
import type { Command } from './command.ts';

/** Keys that mean something to whoever types: a field keeps them, with or without a modifier. */
const KEYS_OF_FIELDS = /^(a|c|v|x|Arrow\w+|Home|End|Backspace|Delete)$/i;

/** Space and Enter press what has the focus; arrows move a slider. */
const PRESSING_KEYS = /^( |Enter|Arrow\w+|Home|End)$/;

/**
 * Binds the shortcuts of commands to the keyboard.
 *
 * @returns what takes them off again
 */
export function bindShortcuts(services: Services, target: Window = window): () => void {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const command of services.commands.all.filter(({ native }) => !native)) {
    for (const shortcut of command.shortcuts ?? []) {
      if (bindings[shortcut]) throw new Error(`Two commands have the shortcut ${shortcut}.`);
      bindings[shortcut] = (event) => press(services, command, event);
    }
  }
  return tinykeys(target, bindings);
}

function press({ commands, views }: Services, { id }: Command, event: KeyboardEvent): void {
  if (event.defaultPrevented || views.store.getState().layer !== undefined) return;
  if (keepsKey(focusOf(event.target), event) || !commands.isEnabled(id)) return;
  event.preventDefault();
  commands.run(id);
}

/** What has the focus, as far as it has use for keys. */
export type Focus = 'text' | 'select' | 'overlay' | 'press' | 'nothing';

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'nothing';
  if (target.closest('[role="menu"], [role="dialog"], [role="listbox"]')) return 'overlay';
  if (isTyping(target)) return 'text';
  if (target.closest('select, [role="combobox"]')) return 'select';
  if (target.closest('button, a, summary, [role="slider"], [role="switch"], [role="tab"]')) return 'press';
  return 'nothing';
}

/** Whether a key is for what has the focus, rather than for the editor. */
export function keepsKey(
  focus: Focus,
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
): boolean {
  const withModifier = ctrlKey || metaKey;
  switch (focus) {
    case 'overlay':
      return true;
    case 'text':
      return !withModifier || KEYS_OF_FIELDS.test(key);
    case 'select':
      // Single characters choose what begins with them.
      return !withModifier && (key.length === 1 || PRESSING_KEYS.test(key));
    case 'press':
      return !withModifier && PRESSING_KEYS.test(key);
    case 'nothing':
      return false;
  }
}
