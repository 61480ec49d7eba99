import { addNode } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { CornerDownRight, type LucideIcon, Plus } from 'lucide-react';
import { focusNodeSoon, goToNode } from '../accessibility/go-to-node.ts';
import { freePlace } from '../add-node/place-node.ts';
import type { Services } from '../app/services.ts';
import { titleOf } from '../canvas/node-facts.ts';

/** One line of the palette. */
export interface Choice {
  /** Names it among the recent ones. */
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly icon: LucideIcon | undefined;
  readonly shortcut?: string | undefined;
  /** A few words at the end of the line. */
  readonly hint?: string;
  readonly keywords: readonly string[];
  readonly enabled: boolean;
  run(): void;
}

/** Every command, every node that can be added, and every node that there is. */
export function paletteChoices(services: Services): readonly Choice[] {
  return [...commandChoices(services), ...newNodeChoices(services), ...nodeChoices(services)];
}

function commandChoices({ commands }: Services): Choice[] {
  return commands.all
    .filter(({ id }) => id !== 'help.palette')
    .map((command) => ({
      id: command.id,
      title: command.title,
      group: command.section,
      icon: command.icon,
      shortcut: command.shortcuts?.[0],
      keywords: [command.section, command.keywords ?? ''],
      enabled: commands.isEnabled(command.id),
      run: () => commands.run(command.id),
    }));
}

function newNodeChoices(services: Services): Choice[] {
  const { editor, canvas, views } = services;
  return [...builtinRegistry.nodes.values()].map(({ type, title, category, summary }) => ({
    id: `add:${type}`,
    title: `Add ${title}`,
    group: 'Add a node',
    icon: Plus,
    hint: category,
    keywords: [category, summary],
    enabled: true,
    run() {
      views.arrange({ mode: 'graph' });
      const { x, y } = freePlace(editor.document, canvas.actions?.center() ?? { x: 0, y: 0 });
      const edit = addNode({ type, position: { x, y } }, builtinRegistry);
      const added = editor.apply(edit, { selectCreated: true });
      if (added.ok) focusNodeSoon(services, added.created[0]!);
    },
  }));
}

function nodeChoices(services: Services): Choice[] {
  const { document } = services.editor;
  return Object.entries(document.graphs.main.nodes).map(([id, record]) => ({
    id: `go:${id}`,
    title: `Go to ${titleOf(record)}`,
    group: 'Go to a node',
    icon: CornerDownRight,
    hint: id,
    keywords: [id, record.type],
    enabled: true,
    run: () => goToNode(services, id),
  }));
}
