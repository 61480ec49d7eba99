import type { Edge } from '@latentgraph/graph-core';
import { grow, overlap } from '../canvas/rects.ts';
import type { Boxes, Places } from './align.ts';

/** Between a node and what makes room for it, in graph units. */
const GAP = 40;

/**
 * New places where a node that was put into a wire would lie over what it is wired to: it moves to the right of the
 * node before it, and all that comes after it moves on, as far as that takes.
 *
 * @param boxes of all nodes, this one included
 * @returns empty where there is room
 */
export function makeRoom(node: string, edges: readonly Edge[], boxes: Boxes): Places {
  const box = boxes.get(node)!;
  const before = edges
    .filter(({ to }) => to.node === node)
    .flatMap(({ from }) => boxes.get(from.node) ?? [])
    .filter((source) => overlap(source, box));
  const x = Math.max(box.x, ...before.map((source) => source.x + source.width + GAP));
  const there = { ...box, x };
  const after = [...nodesAfter(node, edges)].flatMap((id) => {
    const follower = boxes.get(id);
    return follower ? [{ id, ...follower }] : [];
  });
  const inTheWay = after.filter((follower) => overlap(follower, grow(there, GAP / 2)));
  const places: Record<string, { x: number; y: number }> = {};
  if (x !== box.x) places[node] = { x, y: box.y };
  if (inTheWay.length === 0) return places;
  const left = Math.min(...inTheWay.map((follower) => follower.x));
  const by = x + box.width + GAP - left;
  for (const { id, x, y } of after) if (x >= left) places[id] = { x: x + by, y };
  return places;
}

/** All that the outputs of a node lead to. */
function nodesAfter(node: string, edges: readonly Edge[]): ReadonlySet<string> {
  const found = new Set([node]);
  // What is added to a set while it is gone through is gone through too.
  for (const id of found) for (const { from, to } of edges) if (from.node === id) found.add(to.node);
  found.delete(node);
  return found;
}
