import { Keyboard, Search } from 'lucide-react';
import type { Command } from './command.ts';

export const helpCommands: readonly Command[] = [
  {
    id: 'help.palette',
    title: 'Find a command or a node',
    section: 'Help',
    icon: Search,
    shortcuts: ['$mod+k', '$mod+Shift+p'],
    keywords: 'command palette search',
    run: ({ views }) => views.open({ kind: 'command-palette' }),
  },
  {
    id: 'help.shortcuts',
    title: 'Keyboard shortcuts',
    section: 'Help',
    icon: Keyboard,
    shortcuts: ['Question', 'F1'],
    keywords: 'keys help sheet',
    run: ({ views }) => views.open({ kind: 'shortcuts' }),
  },
];
