import type { Analysis } from '@latentgraph/graph-core';
import type { Rect } from '../point.ts';
import { grow } from '../rects.ts';
import { hullCorners, roundedPath } from './hull.ts';

/** A zone as the canvas shows it. */
export interface ZoneShape {
  readonly id: string;
  /** Ids of nodes. */
  readonly start: string;
  readonly end: string;
  /** Start, end and the body's nodes. */
  readonly members: readonly string[];
  /** 0 for a zone that lies in no other. */
  readonly depth: number;
  /** Whether its end depends on its start: otherwise nothing is repeated. */
  readonly closed: boolean;
}

export interface ZoneRegion extends ZoneShape {
  /** The outline, as SVG path data in the graph's units. */
  readonly path: string;
  /** Where its title and timeline stand. */
  readonly header: Rect;
}

/** Between the region's edge and the nodes in it. */
const PADDING = 20;
/** Between the edges of a zone and of one inside it. */
const NESTED_PADDING = 14;
const CORNER = 16;
const HEADER_HEIGHT = 52;
const HEADER_MIN_WIDTH = 240;

/** The zones of a document, outer before inner; pairs whose end does not depend on their start are not closed. */
export function zoneShapes({ wiring, zones }: Analysis): ZoneShape[] {
  const idOf = (index: number) => wiring.nodes[index]!.id;
  const closed = zones.map(({ id, start, end, body, parent }) => {
    const inside = wiring.nodes.filter(({ index }) => body[index] === 1).map((node) => node.id);
    let depth = 0;
    for (let outer = parent; outer >= 0; outer = zones[outer]!.parent) depth += 1;
    const members = [idOf(start), ...inside, idOf(end)];
    return { id, start: idOf(start), end: idOf(end), members, depth, closed: true };
  });
  const known = new Set(zones.map(({ id }) => id));
  const open = [...wiring.zonePairs]
    .filter(([id]) => !known.has(id))
    .filter(([, pair]) =>
      [pair.start, pair.end].every((node) => wiring.nodes[node]!.record.mode !== 'bypass'),
    )
    .map(([id, pair]) => {
      const [start, end] = [idOf(pair.start), idOf(pair.end)];
      return { id, start, end, members: [start, end], depth: 0, closed: false };
    });
  return [...closed, ...open].sort((one, other) => one.depth - other.depth);
}

const memberships = new WeakMap<Analysis, ReadonlySet<string>>();

/** The nodes of all zones together, worked out once for each analysis. */
export function nodesInZones(analysis: Analysis): ReadonlySet<string> {
  const known = memberships.get(analysis);
  if (known) return known;
  const nodes = new Set(zoneShapes(analysis).flatMap(({ members, closed }) => (closed ? members : [])));
  memberships.set(analysis, nodes);
  return nodes;
}

/**
 * Lays a region around the members of each zone, and around the regions of the zones inside it. Zones of which a node
 * has no size yet are left out.
 *
 * @param shapes outer before inner
 * @param boxOf where a node stands; undefined until it was measured
 */
export function zoneRegions(
  shapes: readonly ZoneShape[],
  boxOf: (node: string) => Rect | undefined,
): ZoneRegion[] {
  const boxesOf = new Map<string, readonly Rect[]>();
  const regions = shapes.toReversed().flatMap((shape) => {
    const nodes = shape.members.map(boxOf);
    const start = boxOf(shape.start);
    if (!start || nodes.includes(undefined)) return [];
    const header = headerAbove(start);
    const inner = shapes
      .filter(({ depth, start: node }) => depth === shape.depth + 1 && shape.members.includes(node))
      .flatMap(({ id }) => boxesOf.get(id) ?? []);
    const boxes = [
      ...[...(nodes as Rect[]), header].map((box) => grow(box, PADDING)),
      ...inner.map((box) => grow(box, NESTED_PADDING)),
    ];
    boxesOf.set(shape.id, boxes);
    return [{ ...shape, header, path: roundedPath(hullCorners(boxes, PADDING), CORNER) }];
  });
  return regions.reverse();
}

function headerAbove({ x, y, width }: Rect): Rect {
  return { x, y: y - HEADER_HEIGHT, width: Math.max(width, HEADER_MIN_WIDTH), height: HEADER_HEIGHT };
}
