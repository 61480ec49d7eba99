import { graphlib, layout } from '@dagrejs/dagre';
import type { Analysis } from '@latentgraph/graph-core';
import { type Boxes, boundsOf, type Places } from './align.ts';

/** Room for wires to turn, in graph units. */
const BETWEEN_COLUMNS = 88;
const BETWEEN_NODES = 40;
const GRID = 8;

/**
 * Places nodes from left to right in the order in which they need one another, the body of each zone together. The
 * whole keeps its upper left corner.
 *
 * @param boxes the nodes to place; all others stay where they are
 */
export function autoLayout({ wiring, zones }: Analysis, boxes: Boxes): Places {
  const graph = new graphlib.Graph({ compound: true, multigraph: false });
  graph.setGraph({ rankdir: 'LR', ranksep: BETWEEN_COLUMNS, nodesep: BETWEEN_NODES });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id, { width, height }] of boxes) graph.setNode(id, { width, height });
  for (const node of wiring.nodes) {
    for (const sources of node.sources.values()) {
      for (const source of sources) {
        const from = wiring.nodes[source.node]!.id;
        if (boxes.has(from) && boxes.has(node.id)) graph.setEdge(from, node.id);
      }
    }
  }
  groupZones(graph, { wiring, zones }, boxes);
  layout(graph);
  return placesOf(graph, boxes);
}

/** A name that no node has, since ids hold no colon. */
const groupName = (zone: number) => `zone:${zone}`;

function groupZones(
  graph: graphlib.Graph,
  { wiring, zones }: Pick<Analysis, 'wiring' | 'zones'>,
  boxes: Boxes,
): void {
  zones.forEach((zone, index) => {
    const members = wiring.nodes.filter(
      ({ index: node }) => zone.body[node] === 1 && isInnermost(zones, index, node),
    );
    const present = members.filter(({ id }) => boxes.has(id));
    if (present.length === 0) return;
    graph.setNode(groupName(index), {});
    for (const { id } of present) graph.setParent(id, groupName(index));
  });
  zones.forEach(({ parent }, index) => {
    const [inner, outer] = [groupName(index), groupName(parent)];
    if (parent >= 0 && graph.hasNode(inner) && graph.hasNode(outer)) graph.setParent(inner, outer);
  });
}

function isInnermost(zones: Analysis['zones'], zone: number, node: number): boolean {
  return !zones.some(({ parent, body }) => parent === zone && body[node] === 1);
}

function placesOf(graph: graphlib.Graph, boxes: Boxes): Places {
  const placed = [...boxes].map(([id, { width, height }]) => {
    const { x, y } = graph.node(id) as { x: number; y: number };
    return { id, x: x - width / 2, y: y - height / 2, width, height };
  });
  const before = boundsOf([...boxes.values()]);
  const after = boundsOf(placed);
  const onGrid = (length: number) => Math.round(length / GRID) * GRID;
  return Object.fromEntries(
    placed.map(({ id, x, y }) => [
      id,
      { x: onGrid(x - after.x + before.x), y: onGrid(y - after.y + before.y) },
    ]),
  );
}
