import { tinykeys } from 'tinykeys';
import type { Services } from '../app/services.ts';
import type { Command } from './command.ts';

/** Keys that mean something to whoever types: a field keeps them, with or without a modifier. */
const KEYS_OF_FIELDS = /^(a|c|v|x|Arrow\w+|Home|End|Backspace|Delete)$/i;

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
  if (belongsToFocus(event) || !commands.isEnabled(id)) return;
  event.preventDefault();
  commands.run(id);
}

/** Whether the key is for what has the focus, rather than for the editor. */
function belongsToFocus({ target, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role="menu"], [role="dialog"], [role="listbox"]')) return true;
  const withModifier = ctrlKey || metaKey;
  if (isTextField(target)) return !withModifier || KEYS_OF_FIELDS.test(key);
  // Space and Enter press what has the focus; arrows move a slider.
  const pressable = target.closest('button, a, summary, [role="slider"], [role="switch"], [role="tab"]');
  return pressable !== null && !withModifier && /^( |Enter|Arrow\w+|Home|End)$/.test(key);
}

function isTextField(element: HTMLElement): boolean {
  if (element.isContentEditable) return true;
  if (element instanceof HTMLInputElement) return !/^(checkbox|radio|button|range|color)$/.test(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}
