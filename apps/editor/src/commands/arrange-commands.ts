import { type Edit, moveNodes, sequence, setColor } from '@latentgraph/graph-core';
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceAround,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceAround,
  Grid3x3,
  type LucideIcon,
  Map as MapIcon,
  Network,
  Palette,
} from 'lucide-react';
import type { Services } from '../app/services.ts';
import { holdsItems } from '../canvas/clipboard/clipboard.ts';
import { placeInDocument } from '../canvas/frames/frame-items.ts';
import { moveItems } from '../canvas/frames/move-items.ts';
import { tints } from '../canvas/node/tint.ts';
import type { Point, Rect } from '../canvas/point.ts';
import { selectedItems } from '../canvas/select-items.ts';
import { analysisOf } from '../document/analysis.ts';
import { type Alignment, align, type Boxes, distribute, type Places } from '../layout/align.ts';
import type { Command } from './command.ts';

/** What an arrow key moves by, and with Shift, in graph units: one and four steps of the grid. */
const NUDGE = 8;
const LONG_NUDGE = 32;

const countOfSelected = ({ editor }: Services) => editor.store.getState().selection.nodes.size;

export const arrangeCommands: readonly Command[] = [
  {
    id: 'arrange.layout',
    title: 'Arrange all nodes',
    section: 'Arrange',
    icon: Network,
    shortcuts: ['Shift+l'],
    keywords: 'auto layout tidy clean up',
    enabled: ({ editor }) => Object.keys(editor.document.graphs.main.nodes).length > 1,
    async run(services) {
      await arrange(services, Object.keys(services.editor.document.graphs.main.nodes));
      services.canvas.actions?.fit();
    },
  },
  {
    id: 'arrange.layout-selection',
    title: 'Arrange the selected nodes',
    section: 'Arrange',
    icon: Network,
    shortcuts: ['$mod+Shift+l'],
    keywords: 'auto layout tidy clean up',
    enabled: (services) => countOfSelected(services) > 1,
    run: (services) => arrange(services, [...services.editor.store.getState().selection.nodes]),
  },
  alignCommand('left', 'Align left edges', AlignStartVertical, 'Alt+Shift+ArrowLeft'),
  alignCommand('center', 'Align centres', AlignCenterVertical),
  alignCommand('right', 'Align right edges', AlignEndVertical, 'Alt+Shift+ArrowRight'),
  alignCommand('top', 'Align top edges', AlignStartHorizontal, 'Alt+Shift+ArrowUp'),
  alignCommand('middle', 'Align middles', AlignCenterHorizontal),
  alignCommand('bottom', 'Align bottom edges', AlignEndHorizontal, 'Alt+Shift+ArrowDown'),
  distributeCommand('horizontal', 'Distribute horizontally', AlignHorizontalSpaceAround),
  distributeCommand('vertical', 'Distribute vertically', AlignVerticalSpaceAround),
  ...nudgeCommands('left', 'ArrowLeft', -1, 0),
  ...nudgeCommands('right', 'ArrowRight', 1, 0),
  ...nudgeCommands('up', 'ArrowUp', 0, -1),
  ...nudgeCommands('down', 'ArrowDown', 0, 1),
  ...tints.map(({ name, color }): Command => colorCommand(name, color)),
  colorCommand('No', undefined),
  {
    id: 'arrange.snap',
    title: 'Snap to the grid',
    section: 'Arrange',
    icon: Grid3x3,
    shortcuts: ['Shift+g'],
    run: ({ canvas }) => canvas.store.setState(({ snap }) => ({ snap: !snap })),
  },
  {
    id: 'arrange.minimap',
    title: 'Show or hide the map',
    section: 'View',
    icon: MapIcon,
    shortcuts: ['Shift+m'],
    keywords: 'minimap overview',
    run: ({ canvas }) => canvas.store.setState(({ minimap }) => ({ minimap: !minimap })),
  },
];

function alignCommand(alignment: Alignment, title: string, icon: LucideIcon, shortcut?: string): Command {
  return {
    id: `arrange.align-${alignment}`,
    title,
    section: 'Arrange',
    icon,
    ...(shortcut === undefined ? {} : { shortcuts: [shortcut] }),
    enabled: (services) => countOfSelected(services) > 1,
    run: (services) => place(services, title, align(selectedBoxes(services), alignment)),
  };
}

function distributeCommand(direction: 'horizontal' | 'vertical', title: string, icon: LucideIcon): Command {
  return {
    id: `arrange.distribute-${direction}`,
    title,
    section: 'Arrange',
    icon,
    keywords: 'space evenly',
    enabled: (services) => countOfSelected(services) > 2,
    run: (services) => place(services, title, distribute(selectedBoxes(services), direction)),
  };
}

function nudgeCommands(direction: string, key: string, x: number, y: number): readonly Command[] {
  const nudge = (
    distance: number,
    suffix: string,
    title: string,
    ...shortcuts: readonly string[]
  ): Command => ({
    id: `arrange.move-${direction}${suffix}`,
    title,
    section: 'Arrange',
    shortcuts,
    repeats: true,
    enabled: ({ editor }) => holdsItems(editor.store.getState().selection),
    run: (services) => moveBy(services, x * distance, y * distance),
  });
  return [
    // Alone, arrow keys lead those who work by keyboard from node to node.
    nudge(NUDGE, '', `Move ${direction}`, key, `Alt+${key}`),
    nudge(LONG_NUDGE, '-far', `Move far ${direction}`, `Shift+${key}`),
  ];
}

function colorCommand(name: string, color: string | undefined): Command {
  return {
    id: `arrange.color-${name.toLowerCase()}`,
    title: `${name} colour`,
    section: 'Arrange',
    icon: Palette,
    keywords: 'color tint',
    enabled: (services) => countOfSelected(services) > 0,
    run: ({ editor }) => void editor.apply(setColor([...editor.store.getState().selection.nodes], color)),
  };
}

/** Several presses after one another are one step of undo. */
function moveBy({ editor, canvas }: Services, x: number, y: number): void {
  const selected = selectedItems(editor.store.getState().selection);
  const places: Record<string, Point> = {};
  for (const id of [...selected, ...(canvas.actions?.carriedBy(selected) ?? [])]) {
    const place = placeInDocument(editor.document, id)!;
    places[id] = { x: place.x + x, y: place.y + y };
  }
  editor.apply(moveItems(places), { group: 'nudge' });
}

function selectedBoxes(services: Services): Boxes {
  return boxesOf(services, services.editor.store.getState().selection.nodes);
}

function boxesOf({ canvas }: Services, ids: Iterable<string>): Boxes {
  const boxes = new Map<string, Rect>();
  for (const id of ids) {
    const box = canvas.actions?.boxOf(id);
    if (box) boxes.set(id, box);
  }
  return boxes;
}

/** dagre is loaded when it is first needed. */
async function arrange(services: Services, ids: readonly string[]): Promise<void> {
  const { autoLayout } = await import('../layout/auto-layout.ts');
  const places = autoLayout(analysisOf(services.editor.document), boxesOf(services, ids));
  place(services, ids.length === 1 ? 'Arrange' : `Arrange ${ids.length} nodes`, places);
}

function place({ editor, canvas }: Services, label: string, places: Places): void {
  const edit: Edit = sequence(label, [moveNodes(places)]);
  const apply = () => void editor.apply(edit);
  if (canvas.actions) canvas.actions.glideThrough(apply);
  else apply();
}
