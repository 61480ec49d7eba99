import { Images, ListTree, Maximize, PanelRight, Scan, SquarePlus, ZoomIn, ZoomOut } from 'lucide-react';
import type { LeftPanel } from '../app/layout-store.ts';
import type { Command } from './command.ts';

const leftPanels: readonly Command[] = [
  leftPanel('nodes', { title: 'Node library', icon: SquarePlus, shortcuts: ['$mod+1'] }),
  leftPanel('outline', { title: 'Outline', icon: ListTree, shortcuts: ['$mod+2'] }),
  leftPanel('gallery', { title: 'Gallery', icon: Images, shortcuts: ['$mod+3'] }),
];

/** What moves the view of the graph, and the panels beside it. */
export const graphViewCommands: readonly Command[] = [
  {
    id: 'view.zoom-in',
    title: 'Zoom in',
    section: 'View',
    icon: ZoomIn,
    shortcuts: ['$mod+Plus'],
    repeats: true,
    run: ({ canvas }) => canvas.actions?.zoomBy(1.25),
  },
  {
    id: 'view.zoom-out',
    title: 'Zoom out',
    section: 'View',
    icon: ZoomOut,
    shortcuts: ['$mod+Minus'],
    repeats: true,
    run: ({ canvas }) => canvas.actions?.zoomBy(0.8),
  },
  {
    id: 'view.fit',
    title: 'Show everything',
    section: 'View',
    icon: Maximize,
    shortcuts: ['Shift+1'],
    keywords: 'fit zoom whole graph',
    run: ({ canvas }) => canvas.actions?.fit(),
  },
  {
    id: 'view.fit-selection',
    title: 'Zoom to selection',
    section: 'View',
    icon: Scan,
    shortcuts: ['Shift+2'],
    enabled: ({ editor }) => editor.store.getState().selection.nodes.size > 0,
    run: ({ canvas, editor }) => canvas.actions?.fit([...editor.store.getState().selection.nodes]),
  },
  ...leftPanels,
  {
    id: 'view.inspector',
    title: 'Inspector',
    section: 'View',
    icon: PanelRight,
    shortcuts: ['$mod+i'],
    keywords: 'show hide panel right params properties',
    run: ({ views }) => views.arrange({ inspector: !views.store.getState().inspector }),
  },
];

function leftPanel(panel: LeftPanel, about: Pick<Command, 'title' | 'icon' | 'shortcuts'>): Command {
  return {
    id: `view.${panel}`,
    ...about,
    section: 'View',
    keywords: 'show hide panel left',
    run: ({ views }) => views.arrange({ left: views.store.getState().left === panel ? null : panel }),
  };
}
