import { disconnect, type Edge, insertOnWire } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { Cable, CircleDot, Plus, Scissors, Unplug } from 'lucide-react';
import type { Services } from '../../app/services.ts';
import { commandEntries, commandEntry } from '../../commands/command-entries.ts';
import { emptySelection, wireKey } from '../../document/selection.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { documentItem } from '../frames/frame-items.ts';
import { rerouteAt } from '../node/node-geometry.ts';
import { portName } from '../node/port-name.ts';
import { tints } from '../node/tint.ts';
import { factsOfNodes, type PortFacts } from '../node-facts.ts';
import type { Point } from '../point.ts';
import { onlyItem } from '../select-items.ts';
import { wireOfElement } from '../wires/wire-of-element.ts';
import { type PortRef, portOfElement } from '../wiring/port-ref.ts';

/** Selects what a menu is asked for on, unless it is among what is selected: the menu's commands act on the selection. */
export function selectForMenu({ editor }: Services, element: Element): void {
  if (portOfElement(element)) return;
  const wire = wireOfElement(element, editor.document);
  if (wire) {
    editor.select({ ...emptySelection, wires: new Set([wireKey(wire)]) });
    return;
  }
  const item = itemOfElement(element);
  if (item === undefined) return;
  const { kind, id } = documentItem(item);
  const { nodes: node, frames: frame, notes: note } = editor.store.getState().selection;
  if (!{ node, frame, note }[kind].has(id)) editor.select(onlyItem(item));
}

/** What the menu at a point of the window offers for an element of the canvas. */
export function entriesAt(services: Services, element: Element, at: Point): readonly MenuEntry[] {
  const port = portOfElement(element);
  if (port) return portEntries(services, port, at);
  const wire = wireOfElement(element, services.editor.document);
  if (wire) return wireEntries(services, wire, at);
  const item = itemOfElement(element);
  if (item === undefined) return canvasEntries(services, at);
  return documentItem(item).kind === 'node' ? nodeEntries(services) : backdropEntries(services);
}

/** What React Flow calls the node, frame or note that an element belongs to. */
function itemOfElement(element: Element): string | undefined {
  return element.closest<HTMLElement>('.react-flow__node')?.dataset.id;
}

function portEntries({ editor, canvas, views }: Services, port: PortRef, at: Point): readonly MenuEntry[] {
  const isHere = ({ from, to }: Edge) => {
    const end = port.side === 'output' ? from : to;
    return end.node === port.node && end.port === port.port;
  };
  const wires = editor.document.graphs.main.edges.filter(isHere);
  return [
    { label: 'Connect to…', icon: Cable, onSelect: () => views.open({ kind: 'connect-to', ...port }) },
    {
      label: 'Add a node that fits…',
      icon: Plus,
      onSelect: () => canvas.store.setState({ search: { at, port } }),
    },
    {
      label: wires.length > 1 ? `Take off ${wires.length} wires` : 'Take off the wire',
      icon: Unplug,
      disabled: wires.length === 0,
      onSelect: () => void editor.apply(disconnect(wires)),
    },
  ];
}

function wireEntries({ editor, canvas }: Services, wire: Edge, at: Point): readonly MenuEntry[] {
  return [
    {
      label: 'Insert a node…',
      icon: Plus,
      onSelect: () => canvas.store.setState({ search: { at, wire } }),
    },
    {
      label: 'Bend here',
      icon: CircleDot,
      onSelect() {
        const position = rerouteAt(canvas.actions?.toGraph(at) ?? at);
        editor.apply(insertOnWire(wire, { type: 'Reroute', position }, builtinRegistry));
      },
    },
    'separator',
    {
      label: 'Cut the wire',
      icon: Scissors,
      danger: true,
      onSelect: () => void editor.apply(disconnect([wire])),
    },
  ];
}

function nodeEntries(services: Services): readonly MenuEntry[] {
  const { editor, commands } = services;
  const { nodes } = editor.document.graphs.main;
  const selection = editor.store.getState().selection.nodes;
  const selected = [...selection].map((id) => nodes[id]!);
  const several = selected.length > 1;
  return [
    ...runEntries(services, several),
    ...(several ? [] : connectEntries(services, [...selection][0]!)),
    'separator',
    ...commandEntries(services.commands, several ? [] : ['edit.rename']),
    ...commandEntries(services.commands, [
      'edit.duplicate',
      'edit.duplicate-with-wires',
      'edit.copy',
      'edit.cut',
    ]),
    'separator',
    ...commandEntries(services.commands, ['edit.mute', 'edit.bypass', 'edit.collapse'], {
      'edit.mute': selected.every(({ mode }) => mode === 'mute'),
      'edit.bypass': selected.every(({ mode }) => mode === 'bypass'),
      'edit.collapse': selected.every(({ collapsed }) => collapsed === true),
    }),
    {
      label: 'Colour',
      entries: [...tints.map(({ name }) => name), 'No'].map((name) => ({
        label: name === 'No' ? 'None' : name,
        onSelect: () => commands.run(`arrange.color-${name.toLowerCase()}`),
      })),
    },
    ...commandEntries(services.commands, ['arrange.frame']),
    ...(several ? arrangeEntries(services) : []),
    'separator',
    ...commandEntries(services.commands, ['edit.delete-and-reconnect', 'edit.delete']),
  ];
}

function runEntries({ commands }: Services, several: boolean): readonly MenuEntry[] {
  const label = several ? 'Run up to these nodes' : 'Run up to this node';
  return [{ ...commandEntry(commands, 'run.selection'), label }];
}

/** For the keyboard the only way to the ports of a collapsed node, which shows none. */
function connectEntries({ editor, views }: Services, node: string): readonly MenuEntry[] {
  const { inputs, outputs } = factsOfNodes(editor.document).get(node)!;
  const entriesOf = (ports: readonly PortFacts[], side: PortRef['side']) =>
    ports.map((port) => ({
      label: portName(port, side),
      onSelect: () => views.open({ kind: 'connect-to', node, port: port.name, side }),
    }));
  const entries = [...entriesOf(inputs, 'input'), ...entriesOf(outputs, 'output')];
  return entries.length === 0 ? [] : [{ label: 'Connect', icon: Cable, entries }];
}

function arrangeEntries(services: Services): readonly MenuEntry[] {
  const sides = ['left', 'center', 'right', 'top', 'middle', 'bottom'].map((side) => `arrange.align-${side}`);
  return [
    {
      label: 'Align and distribute',
      entries: [
        ...commandEntries(services.commands, sides),
        'separator',
        ...commandEntries(services.commands, [
          'arrange.distribute-horizontal',
          'arrange.distribute-vertical',
        ]),
      ],
    },
    ...commandEntries(services.commands, ['arrange.layout-selection']),
  ];
}

function backdropEntries(services: Services): readonly MenuEntry[] {
  return commandEntries(services.commands, ['edit.duplicate', 'edit.copy', 'edit.cut', 'edit.delete']);
}

function canvasEntries(services: Services, at: Point): readonly MenuEntry[] {
  const { canvas } = services;
  const { snap, minimap } = canvas.store.getState();
  return [
    {
      label: 'Add a node…',
      icon: Plus,
      shortcut: 'Space',
      onSelect: () => canvas.store.setState({ search: { at } }),
    },
    ...commandEntries(services.commands, ['arrange.note', 'arrange.frame', 'edit.paste', 'edit.select-all']),
    'separator',
    ...commandEntries(services.commands, ['arrange.layout', 'view.fit']),
    ...commandEntries(services.commands, ['arrange.snap', 'arrange.minimap'], {
      'arrange.snap': snap,
      'arrange.minimap': minimap,
    }),
  ];
}
