import { disconnect } from '@latentgraph/graph-core';
import type { KeyboardEvent } from 'react';
import type { Services } from '../app/services.ts';
import { nodeOfElement, type PortRef, portOfElement } from '../canvas/wiring/port-ref.ts';
import { selectItem } from './canvas-items.ts';
import { approach, giveFocus, nodeElement } from './go-to-node.ts';
import { type Direction, neighbour, type Places } from './neighbours.ts';
import { portBeside, type ShownPorts } from './port-moves.ts';
import { focusableIn, tabStopBeside } from './tab-stops.ts';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Does what a key does while something on the canvas has the focus; false where it does nothing here. */
export function moveByKey(services: Services, event: KeyboardEvent): boolean {
  const { target } = event;
  const item = target instanceof HTMLElement ? target.closest<HTMLElement>('.react-flow__node') : null;
  if (item === null) return false;
  const id = nodeOfElement(item);
  if (target === item) return id === undefined ? onFrameOrNote(item, event) : onNode(services, id, event);
  const port = portOfElement(target as HTMLElement);
  return (port !== undefined && onPort(services, port, event)) || insideItem(item, event);
}

function onNode(services: Services, id: string, { key, shiftKey }: KeyboardEvent): boolean {
  const direction = DIRECTIONS[key];
  if (direction !== undefined) {
    const next = neighbour(services.editor.document, placesOf(services), id, direction);
    if (next !== undefined) moveTo(services, next, shiftKey);
    return true;
  }
  if (key === 'Enter') {
    enter(services, id);
    return true;
  }
  return key === 'Tab' && leaveNodes(id, shiftKey);
}

/** Seen from afar a node has no fields, and its ports are too small to see the focus on: then the view goes near it. */
function enter(services: Services, id: string): void {
  const first = () => {
    const element = nodeElement(id);
    return element ? focusableIn(element)[0] : undefined;
  };
  if (!giveFocus(first())) approach(services, id, first);
}

/** All nodes are one stop of the Tab key: it goes on to what is no node, such as notes, zones and the panels. */
function leaveNodes(id: string, backwards: boolean): boolean {
  const element = nodeElement(id);
  const stop = element && tabStopBeside(element, backwards, '.react-flow__node-node');
  stop?.focus();
  return stop !== null && stop !== undefined;
}

/** Focus and selection go together, so that the inspector shows where one is; with Shift the selection grows. */
function moveTo(services: Services, id: string, extend: boolean): void {
  const { editor } = services;
  if (extend) editor.select({ nodes: new Set([...editor.store.getState().selection.nodes, id]) });
  else selectItem(services, id);
  focusNode(services, id);
}

/** Gives a node the focus and brings it into view. */
export function focusNode({ canvas }: Services, id: string): void {
  nodeElement(id)?.focus({ preventScroll: true });
  canvas.actions?.reveal(id);
}

/** Opens the title of a frame or the text of a note, as a double click does. */
function onFrameOrNote(element: HTMLElement, { key }: KeyboardEvent): boolean {
  if (key !== 'Enter' && key !== 'F2') return false;
  const words = element.querySelector('h2') ?? element.firstElementChild;
  words?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
  return true;
}

function onPort({ canvas, editor }: Services, port: PortRef, { key }: KeyboardEvent): boolean {
  const { edges } = editor.document.graphs.main;
  const direction = DIRECTIONS[key];
  if (direction !== undefined) {
    const next = portBeside(port, direction, shownPorts(port.node), edges);
    if (next === undefined) return true;
    portElement(next)?.focus({ preventScroll: true });
    canvas.actions?.reveal(next.node);
    return true;
  }
  if (key !== 'Delete' && key !== 'Backspace') return false;
  const wires = edges.filter((edge) => {
    const end = port.side === 'input' ? edge.to : edge.from;
    return end.node === port.node && end.port === port.port;
  });
  if (wires.length > 0) editor.apply(disconnect(wires));
  return true;
}

/** Escape leads back to the item; Tab goes round among the ports and fields of a node. */
function insideItem(item: HTMLElement, { key, shiftKey, target }: KeyboardEvent): boolean {
  const isField = target instanceof HTMLElement && target.matches('input, textarea');
  if (key === 'Escape' && !isField) {
    item.focus({ preventScroll: true });
    return true;
  }
  if (key === 'Escape' || key === 'Enter') {
    // The field has the key first: it takes back, or keeps, what was typed, and may go away with the focus.
    requestAnimationFrame(() => {
      const isLost = document.activeElement === document.body;
      if (isLost || key === 'Escape') item.focus({ preventScroll: true });
    });
    return false;
  }
  if (key !== 'Tab' || nodeOfElement(item) === undefined) return false;
  const stops = focusableIn(item);
  const at = stops.indexOf(target as HTMLElement);
  stops.at((at + (shiftKey ? -1 : 1)) % stops.length)?.focus({ preventScroll: true });
  return true;
}

function portElement({ node, port, side }: PortRef): HTMLElement | null {
  const selector = `[data-port="${CSS.escape(port)}"][data-side="${side}"]`;
  return nodeElement(node)?.querySelector<HTMLElement>(selector) ?? null;
}

function shownPorts(node: string): ShownPorts {
  const names = (side: string) =>
    [...(nodeElement(node)?.querySelectorAll<HTMLElement>(`[data-side="${side}"]`) ?? [])].map(
      (element) => element.dataset.port!,
    );
  return { inputs: names('input'), outputs: names('output') };
}

function placesOf({ canvas, editor }: Services): Places {
  const nodes = Object.entries(editor.document.graphs.main.nodes);
  return new Map(
    nodes.map(([id, { position }]) => {
      const box = canvas.actions?.boxOf(id);
      return [id, box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : position];
    }),
  );
}
