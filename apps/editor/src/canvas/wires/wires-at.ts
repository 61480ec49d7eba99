import type { Edge } from '@latentgraph/graph-core';
import { contains, type Point, type Rect } from '../point.ts';
import { type Flow, portPoint } from '../wiring/port-points.ts';
import { linesCross, pointsAlong, wireCurve } from './wire-path.ts';

/** The line that a wire is drawn as; undefined where one of its ports is not drawn. */
export function lineOf(flow: Flow, { from, to }: Edge): readonly Point[] | undefined {
  const start = portPoint(flow, { ...from, side: 'output' });
  const end = portPoint(flow, { ...to, side: 'input' });
  return start && end && pointsAlong(wireCurve(start, end));
}

/** The wires that a line crosses, in graph units. */
export function wiresAcross(flow: Flow, wires: readonly Edge[], cut: readonly Point[]): Edge[] {
  return wires.filter((wire) => {
    const line = lineOf(flow, wire);
    return line !== undefined && linesCross(line, cut);
  });
}

/** The wires that run through a box, those nearest to its middle first. */
export function wiresThrough(flow: Flow, wires: readonly Edge[], box: Rect): Edge[] {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const distances = new Map<Edge, number>();
  for (const wire of wires) {
    const inside = lineOf(flow, wire)?.filter((point) => contains(box, point)) ?? [];
    if (inside.length === 0) continue;
    distances.set(wire, Math.min(...inside.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y))));
  }
  return [...distances.keys()].sort((one, other) => distances.get(one)! - distances.get(other)!);
}
