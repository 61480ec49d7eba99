import type { MenuAction, MenuEntry } from '../ui/menu-entry.ts';
import type { CommandSection } from './command.ts';
import type { Commands } from './commands.ts';

/** A command as an entry of a menu. */
export function commandEntry(commands: Commands, id: string): MenuAction {
  const command = commands.find(id);
  if (!command) throw new Error(`There is no command ${id}.`);
  return {
    label: command.title,
    icon: command.icon,
    shortcut: command.shortcuts?.[0],
    disabled: !commands.isEnabled(id),
    danger: command.danger,
    onSelect: () => commands.run(id),
  };
}

/**
 * Commands as entries of a menu; those that do not exist are left out, with separators that would then meet.
 *
 * @param checked which of those that switch something are on, by id
 */
export function commandEntries(
  commands: Commands,
  ids: readonly (string | 'separator')[],
  checked: Readonly<Record<string, boolean>> = {},
): readonly MenuEntry[] {
  const entries = ids
    .filter((id) => id === 'separator' || commands.find(id) !== undefined)
    .map(
      (id): MenuEntry => (id === 'separator' ? id : { ...commandEntry(commands, id), checked: checked[id] }),
    );
  return entries.filter((entry, index) => {
    if (entry !== 'separator') return true;
    return index > 0 && index < entries.length - 1 && entries[index - 1] !== 'separator';
  });
}

/** All commands of a section. */
export function sectionEntries(commands: Commands, section: CommandSection): readonly MenuEntry[] {
  const ids = commands.all.filter((command) => command.section === section).map(({ id }) => id);
  return commandEntries(commands, ids);
}
