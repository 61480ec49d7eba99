import { canRedo, canUndo } from '@latentgraph/graph-core';
import { Redo2, Undo2 } from 'lucide-react';
import type { Command } from './command.ts';

export const historyCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'Undo',
    section: 'Edit',
    icon: Undo2,
    shortcuts: ['$mod+z'],
    repeats: true,
    enabled: ({ editor }) => canUndo(editor.store.getState().history),
    run: ({ editor }) => editor.undo(),
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    section: 'Edit',
    icon: Redo2,
    shortcuts: ['$mod+Shift+z', '$mod+y'],
    repeats: true,
    enabled: ({ editor }) => canRedo(editor.store.getState().history),
    run: ({ editor }) => editor.redo(),
  },
];
