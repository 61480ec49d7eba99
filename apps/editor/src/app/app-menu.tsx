import { Menu as MenuIcon } from 'lucide-react';
import type { CommandSection } from '../commands/command.ts';
import { commandEntries, sectionEntries } from '../commands/command-entries.ts';
import type { Commands } from '../commands/commands.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { useServices } from './services-context.tsx';

const SECTIONS: readonly CommandSection[] = ['File', 'Edit', 'Arrange', 'View', 'Run'];

/** Every command, by section. */
export function AppMenu() {
  const { commands } = useServices();
  return (
    <Menu trigger={<IconButton icon={MenuIcon} label="Main menu" />} entries={() => entries(commands)} />
  );
}

function entries(commands: Commands): readonly MenuEntry[] {
  const sections = SECTIONS.map((section) => ({
    label: section,
    entries: sectionEntries(commands, section),
  }));
  return [
    ...commandEntries(commands, ['help.palette']),
    'separator',
    ...sections.filter((section) => section.entries.length > 0),
    'separator',
    ...sectionEntries(commands, 'Help').slice(1),
  ];
}
