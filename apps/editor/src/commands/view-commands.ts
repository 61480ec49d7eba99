import { Keyboard, Maximize, PanelLeft, PanelRight, Search, ZoomIn, ZoomOut } from 'lucide-react';
import type { LeftPanel } from '../app/layout-store.ts';
import type { Views } from '../app/views.ts';
import type { Command } from './command.ts';

export const viewCommands: readonly Command[] = [
  {
    id: 'view.zoom-in',
    title: 'Zoom in',
    section: 'View',
    icon: ZoomIn,
    shortcuts: ['$mod+Equal', '$mod+Shift+Equal'],
    run: ({ canvas }) => canvas.actions?.zoomBy(1.25),
  },
  {
    id: 'view.zoom-out',
    title: 'Zoom out',
    section: 'View',
    icon: ZoomOut,
    shortcuts: ['$mod+Minus'],
    run: ({ canvas }) => canvas.actions?.zoomBy(0.8),
  },
  {
    id: 'view.fit',
    title: 'Show everything',
    section: 'View',
    icon: Maximize,
    shortcuts: ['Shift+Digit1'],
    keywords: 'fit zoom whole graph',
    run: ({ canvas }) => canvas.actions?.fit(),
  },
  {
    id: 'view.fit-selection',
    title: 'Zoom to selection',
    section: 'View',
    icon: Search,
    shortcuts: ['Shift+Digit2'],
    enabled: ({ editor }) => editor.store.getState().selection.nodes.size > 0,
    run: ({ canvas, editor }) => canvas.actions?.fit([...editor.store.getState().selection.nodes]),
  },
  leftPanelCommand('nodes', 'Node library', '$mod+1'),
  leftPanelCommand('outline', 'Outline', '$mod+2'),
  leftPanelCommand('gallery', 'Gallery', '$mod+3'),
  {
    id: 'view.inspector',
    title: 'Show or hide the inspector',
    section: 'View',
    icon: PanelRight,
    shortcuts: ['$mod+i'],
    keywords: 'panel right params',
    run: ({ views }) => views.arrange({ inspector: !views.store.getState().inspector }),
  },
  {
    id: 'view.form',
    title: 'Switch between graph and form',
    section: 'View',
    icon: Keyboard,
    shortcuts: ['$mod+e'],
    run: ({ views }) => views.arrange({ mode: views.store.getState().mode === 'form' ? 'graph' : 'form' }),
  },
];

function leftPanelCommand(panel: LeftPanel, title: string, shortcut: string): Command {
  return {
    id: `view.${panel}`,
    title: `Show or hide the ${title.toLowerCase()}`,
    section: 'View',
    icon: PanelLeft,
    shortcuts: [shortcut],
    keywords: 'panel left',
    run: ({ views }) => toggleLeft(views, panel),
  };
}

function toggleLeft(views: Views, panel: LeftPanel): void {
  views.arrange({ left: views.store.getState().left === panel ? null : panel });
}
