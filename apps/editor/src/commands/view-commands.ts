import { FormInput } from 'lucide-react';
import type { Command } from './command.ts';

export const viewCommands: readonly Command[] = [
  {
    id: 'view.form',
    title: 'Switch between graph and form',
    section: 'View',
    icon: FormInput,
    shortcuts: ['$mod+e'],
    keywords: 'simple exposed params app',
    run: ({ views }) => views.arrange({ mode: views.store.getState().mode === 'form' ? 'graph' : 'form' }),
  },
];
