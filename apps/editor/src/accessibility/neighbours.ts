import type { WorkflowDocument } from '@latentgraph/graph-core';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The middle of each node, in the graph. */
export type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

/**
 * The node that an arrow key leads to: to the left and right along a wire where there is one, to the straightest one;
 * else the nearest in that direction. Undefined at the border of the graph.
 */
export function neighbour(
  document: WorkflowDocument,
  places: Places,
  from: string,
  direction: Direction,
): string | undefined {
  const wired = direction === 'left' || direction === 'right' ? wiredTo(document, from, direction) : [];
  return (
    nearest(places, from, wired, anyDirection) ?? nearest(places, from, [...places.keys()], ahead(direction))
  );
}

function wiredTo({ graphs: { main } }: WorkflowDocument, node: string, side: 'left' | 'right'): string[] {
  return side === 'right'
    ? main.edges.filter(({ from }) => from.node === node).map(({ to }) => to.node)
    : main.edges.filter(({ to }) => to.node === node).map(({ from }) => from.node);
}

/** How far a move is, or undefined where it does not lead the right way. */
type Measure = (dx: number, dy: number) => number | undefined;

/** Off the straight line counts double, so that a column stays a column. */
const ASIDE = 2;

const anyDirection: Measure = (dx, dy) => Math.hypot(dx, ASIDE * dy);

function ahead(direction: Direction): Measure {
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  return (dx, dy) => {
    const [along, aside] = direction === 'left' || direction === 'right' ? [dx, dy] : [dy, dx];
    return sign * along > Math.abs(aside) / ASIDE ? Math.hypot(along, ASIDE * aside) : undefined;
  };
}

function nearest(
  places: Places,
  from: string,
  candidates: readonly string[],
  measure: Measure,
): string | undefined {
  const start = places.get(from);
  if (!start) return undefined;
  let best: string | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  for (const id of candidates) {
    const place = places.get(id);
    if (id === from || !place) continue;
    const distance = measure(place.x - start.x, place.y - start.y);
    if (distance === undefined || distance >= shortest) continue;
    best = id;
    shortest = distance;
  }
  return best;
}
