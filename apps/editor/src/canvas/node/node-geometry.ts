import type { Point } from '../point.ts';

/** Lengths of a node in graph units, which are pixels at zoom 1. The style sheets of nodes use the same numbers. */
export const NODE_WIDTH = 240;
export const TITLE_HEIGHT = 36;
export const PORT_ROW_HEIGHT = 26;
/** Space above and below the rows of ports. */
export const PORTS_PADDING = 4;
/** What the upper and lower border of a node are together. */
export const BORDERS = 2;
/** A port takes the pointer this far around: twice what is seen of it. */
export const PORT_SIZE = 24;

export const REROUTE_SIZE = 24;

/** Where a port in a row stands, from the top of its node. */
export function portTop(row: number): number {
  return TITLE_HEIGHT + PORTS_PADDING + (row + 0.5) * PORT_ROW_HEIGHT;
}

/** How tall a node is down to the end of its ports. */
export function heightOfPorts(rows: number): number {
  return rows === 0 ? TITLE_HEIGHT : TITLE_HEIGHT + 2 * PORTS_PADDING + rows * PORT_ROW_HEIGHT;
}

/** The position of a bend whose dot is to lie at a point. */
export function rerouteAt({ x, y }: Point): Point {
  return { x: x - REROUTE_SIZE / 2, y: y - REROUTE_SIZE / 2 };
}
