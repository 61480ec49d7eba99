import type { Services } from '../app/services.ts';
import { focusOf, keepsShortcut } from '../keyboard/focus.ts';
import { shortcutsOf } from '../keyboard/key-press.ts';
import { isComposing } from '../keyboard/writing.ts';
import type { Command } from './command.ts';

/**
 * Binds the shortcuts of commands to the keyboard. Chords with Ctrl or ⌘ are heard before what has the focus, which
 * would take Ctrl+Enter for Enter; other keys are for what has the focus first.
 *
 * @returns what takes them off again
 */
export function bindShortcuts(services: Services, target: Window = window): () => void {
  const bindings = bindingsOf(services.commands.all);
  const press = (isFirst: boolean) => (event: KeyboardEvent) => {
    const shortcut = shortcutsOf(event).find((name) => bindings.has(name));
    if (shortcut === undefined || shortcut.startsWith('$mod+') !== isFirst) return;
    if (!isForCommands(services, event, shortcut)) return;
    take(services, bindings.get(shortcut)!, event);
  };
  const stop = new AbortController();
  target.addEventListener('keydown', press(true), { signal: stop.signal, capture: true });
  target.addEventListener('keydown', press(false), { signal: stop.signal });
  return () => stop.abort();
}

function bindingsOf(commands: readonly Command[]): ReadonlyMap<string, Command> {
  const bindings = new Map<string, Command>();
  for (const command of commands.filter(({ native }) => !native)) {
    for (const shortcut of command.shortcuts ?? []) {
      if (bindings.has(shortcut)) throw new Error(`Two commands have the shortcut ${shortcut}.`);
      bindings.set(shortcut, command);
    }
  }
  return bindings;
}

function isForCommands({ views }: Services, event: KeyboardEvent, shortcut: string): boolean {
  if (event.defaultPrevented || isComposing(event)) return false;
  return views.store.getState().layer === undefined && !keepsShortcut(focusOf(event.target), shortcut);
}

function take({ commands }: Services, { id, repeats = false }: Command, event: KeyboardEvent): void {
  if (!commands.isEnabled(id)) return;
  event.preventDefault();
  event.stopPropagation();
  if (repeats || !event.repeat) commands.run(id);
}
