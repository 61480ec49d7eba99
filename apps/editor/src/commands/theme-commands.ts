import { Monitor, Moon, Sun } from 'lucide-react';
import type { ThemeChoice } from '../theme/theme.ts';
import type { Command } from './command.ts';

const icons = { system: Monitor, light: Sun, dark: Moon };

export const themeCommands: readonly Command[] = [
  themeCommand('system', 'Theme as on this computer'),
  themeCommand('light', 'Light theme'),
  themeCommand('dark', 'Dark theme'),
];

function themeCommand(choice: ThemeChoice, title: string): Command {
  return {
    id: `view.theme-${choice}`,
    title,
    section: 'View',
    icon: icons[choice],
    keywords: 'appearance colour mode',
    run: ({ theme }) => theme.choose(choice),
  };
}
