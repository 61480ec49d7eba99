import {
  Copy,
  FileDown,
  FilePlus,
  FolderOpen,
  HardDrive,
  History,
  LayoutTemplate,
  PencilLine,
  Save,
  Share2,
  ShieldCheck,
} from 'lucide-react';
import { newDocument } from '../document/new-document.ts';
import { save, saveAs } from '../files/disk/saving.ts';
import { openPicked } from '../files/opening.ts';
import type { Command } from './command.ts';

export const fileCommands: readonly Command[] = [
  {
    id: 'file.new',
    title: 'New workflow',
    section: 'File',
    icon: FilePlus,
    shortcuts: ['Alt+n'],
    keywords: 'empty canvas create blank',
    run: async ({ files }) => void (await files.open(newDocument())),
  },
  {
    id: 'file.templates',
    title: 'New from template…',
    section: 'File',
    icon: LayoutTemplate,
    shortcuts: ['Alt+Shift+n'],
    keywords: 'example gallery start',
    run: ({ views }) => views.open({ kind: 'templates' }),
  },
  {
    id: 'file.open',
    title: 'Open file…',
    section: 'File',
    icon: FolderOpen,
    shortcuts: ['$mod+o'],
    keywords: 'load json png picture import',
    run: openPicked,
  },
  {
    id: 'file.recent',
    title: 'Recent workflows…',
    section: 'File',
    icon: History,
    shortcuts: ['$mod+Shift+o'],
    keywords: 'open library kept delete',
    run: ({ views }) => views.open({ kind: 'recent' }),
  },
  {
    id: 'file.save',
    title: 'Save to file',
    section: 'File',
    icon: Save,
    shortcuts: ['$mod+s'],
    keywords: 'download json disk',
    run: save,
  },
  {
    id: 'file.save-as',
    title: 'Save to another file…',
    section: 'File',
    icon: Save,
    shortcuts: ['$mod+Shift+s'],
    keywords: 'download json disk save as',
    run: (services) => saveAs(services),
  },
  {
    id: 'file.copy',
    title: 'Go on with a copy',
    section: 'File',
    icon: Copy,
    keywords: 'duplicate workflow version fork',
    async run({ files, notices }) {
      if ((await files.keep()) && (await files.openCopyOf(files.store.getState().key))) {
        notices.tell('This is a copy. The workflow as it was is among the recent ones.');
      }
    },
  },
  {
    id: 'file.rename',
    title: 'Rename workflow',
    section: 'File',
    icon: PencilLine,
    keywords: 'name title',
    run: ({ views }) => views.rename(true),
  },
  {
    id: 'file.export',
    title: 'Export with pictures…',
    section: 'File',
    icon: FileDown,
    keywords: 'assets inside embed share file json',
    run: ({ views }) => views.open({ kind: 'export' }),
  },
  {
    id: 'file.share',
    title: 'Share as a link…',
    section: 'File',
    icon: Share2,
    shortcuts: ['Alt+s'],
    keywords: 'url send copy',
    run: ({ views }) => views.open({ kind: 'share' }),
  },
  {
    id: 'file.storage',
    title: 'Storage…',
    section: 'File',
    icon: HardDrive,
    keywords: 'disk space quota models pictures delete free browser',
    run: ({ views }) => views.open({ kind: 'storage' }),
  },
  {
    id: 'file.allow-running',
    title: 'Check and allow running…',
    section: 'File',
    icon: ShieldCheck,
    keywords: 'trust restricted',
    enabled: ({ files }) => files.store.getState().restricted !== null,
    run: ({ views }) => views.open({ kind: 'restricted' }),
  },
];
