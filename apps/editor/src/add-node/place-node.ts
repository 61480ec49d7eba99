import {
  addNode,
  type Edit,
  insertOnWire,
  portsOfNode,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import type { NodeSearchRequest } from '../canvas/canvas-state.ts';
import { NODE_WIDTH, portTop, TITLE_HEIGHT } from '../canvas/node/node-geometry.ts';
import type { Point } from '../canvas/point.ts';
import { addConnectedNode } from '../canvas/wiring/connect-ports.ts';
import type { PortRef } from '../canvas/wiring/port-ref.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** How far apart nodes are put that are added at one place, in graph units: their titles can be read. */
const CASCADE = 40;

/**
 * Adds the node that was chosen in the search: wired to the port it was asked for, put into the wire, or by itself.
 *
 * @param place where in the graph it was asked for
 */
export function addChosenNode(
  document: WorkflowDocument,
  { type, port }: CatalogueEntry,
  { port: held, wire }: NodeSearchRequest,
  place: Point,
): Edit {
  if (wire) return insertOnWire(wire, { type, position: aroundTitle(place) }, builtinRegistry);
  if (!held || port === undefined) return addNode({ type, position: aroundTitle(place) }, builtinRegistry);
  const position = withPortAt(document, type, held, port, place);
  return addConnectedNode({ type, position }, held, port);
}

/** A place for a node around a point of the graph, a little further down where a node already covers it. */
export function freePlace({ graphs: { main } }: WorkflowDocument, point: Point): Point {
  const taken = Object.values(main.nodes).map(({ position }) => position);
  const place = aroundTitle(point);
  const isTaken = ({ x, y }: Point) =>
    taken.some((other) => Math.abs(other.x - x) < CASCADE && Math.abs(other.y - y) < CASCADE);
  let free = place;
  for (let tries = 0; isTaken(free) && tries < taken.length; tries++) {
    free = { x: free.x + CASCADE, y: free.y + CASCADE };
  }
  return free;
}

function aroundTitle({ x, y }: Point): Point {
  return rounded({ x: x - NODE_WIDTH / 2, y: y - TITLE_HEIGHT / 2 });
}

/** Where a node has to stand for one of its ports to lie at a place. */
function withPortAt(
  document: WorkflowDocument,
  type: string,
  held: PortRef,
  port: string,
  place: Point,
): Point {
  const added = addNode({ type }, builtinRegistry)(document);
  const ports = added.ok ? portsOfNode(added.document, added.created[0]!, builtinRegistry) : undefined;
  const isInput = held.side === 'output';
  const row = Object.keys((isInput ? ports?.inputs : ports?.outputs) ?? {}).indexOf(port);
  return rounded({ x: isInput ? place.x : place.x - NODE_WIDTH, y: place.y - portTop(Math.max(row, 0)) });
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
