import type { Services } from '../../app/services.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';

/** Commands as entries of a menu, with their titles, icons and keys; those that do not exist are left out. */
export function commandEntries(
  { commands }: Services,
  ids: readonly string[],
  checked: Readonly<Record<string, boolean>> = {},
): readonly MenuEntry[] {
  return ids.flatMap((id) => {
    const command = commands.find(id);
    if (!command) return [];
    return {
      label: command.title,
      icon: command.icon,
      shortcut: command.shortcuts?.[0],
      disabled: !commands.isEnabled(id),
      danger: id === 'edit.delete',
      checked: checked[id],
      onSelect: () => commands.run(id),
    };
  });
}
