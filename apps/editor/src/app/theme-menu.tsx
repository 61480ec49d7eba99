import { Moon, Sun } from 'lucide-react';
import { commandEntry } from '../commands/command-entries.ts';
import { useTheme } from '../theme/use-theme.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useServices } from './services-context.tsx';

const CHOICES = ['system', 'light', 'dark'] as const;

/** Light, dark, or as the system is. */
export function ThemeMenu() {
  const { commands } = useServices();
  const { choice, shown } = useTheme();
  const entries = CHOICES.map((name) => ({
    ...commandEntry(commands, `view.theme-${name}`),
    checked: name === choice,
  }));
  return (
    <Menu
      trigger={<IconButton icon={shown === 'dark' ? Moon : Sun} label="Theme" />}
      side="right"
      entries={entries}
    />
  );
}
