import type { Edge, WorkflowDocument } from '@latentgraph/graph-core';
import { titleOf } from '../canvas/node-facts.ts';
import { portLabel } from '../canvas/port-label.ts';
import { analysisOf } from '../document/analysis.ts';
import { wireKey } from '../document/selection.ts';

/** A line of the outline, with the lines below it. */
export type OutlineItem =
  | {
      readonly kind: 'zone';
      readonly key: string;
      readonly text: string;
      readonly items: readonly OutlineItem[];
    }
  | {
      readonly kind: 'node';
      readonly key: string;
      readonly node: string;
      readonly text: string;
      /** What kind of node it is, where its title does not say it. */
      readonly type: string | undefined;
      /** The first thing that is wrong with it. */
      readonly problem: string | undefined;
      readonly items: readonly OutlineItem[];
    }
  | { readonly kind: 'wire'; readonly key: string; readonly edge: Edge; readonly text: string };

/**
 * A graph as a tree of text: its nodes in the order in which they work, those of a zone below the zone, and below each
 * node the wires that leave it. Nodes that no order can hold stand at the end.
 */
export function outlineItems(document: WorkflowDocument): readonly OutlineItem[] {
  const { wiring, order, zones, problems } = analysisOf(document);
  const { nodes, edges } = document.graphs.main;
  const ordered = [
    ...order,
    ...wiring.nodes.map(({ index }) => index).filter((index) => !order.includes(index)),
  ];
  const firstProblem = new Map(problems.toReversed().map(({ node, message }) => [node, message]));
  const depths = zones.map((_, zone) => ancestorsOf(zones, zone));
  const homes = wiring.nodes.map(({ index }) => innermost(zones, depths, index));

  function nodeItem(index: number): OutlineItem {
    const { id, record, definition } = wiring.nodes[index]!;
    const text = titleOf(record);
    return {
      kind: 'node',
      key: id,
      node: id,
      text,
      type: definition?.title === text ? undefined : (definition?.title ?? record.type),
      problem: firstProblem.get(id),
      items: edges.filter(({ from }) => from.node === id).map((edge) => wireItem(edge, nodes)),
    };
  }

  /** The nodes whose innermost zone this is, and the zones right inside it, each where it starts. */
  function itemsIn(home: number): OutlineItem[] {
    return ordered.flatMap((index): OutlineItem[] => {
      if (homes[index] === home) return [nodeItem(index)];
      const inner = zones.findIndex(({ start, parent }) => start === index && parent === home);
      if (inner < 0) return [];
      const { id } = zones[inner]!;
      return [{ kind: 'zone', key: `zone:${id}`, text: `Loop ${id}`, items: itemsIn(inner) }];
    });
  }

  return itemsIn(-1);
}

function wireItem(edge: Edge, nodes: WorkflowDocument['graphs']['main']['nodes']): OutlineItem {
  const { from, to } = edge;
  const target = nodes[to.node];
  const text = `${portLabel(from.port)} → ${target ? titleOf(target) : to.node}, ${portLabel(to.port)}`;
  return { kind: 'wire', key: wireKey(edge), edge, text };
}

type Zones = ReturnType<typeof analysisOf>['zones'];

function ancestorsOf(zones: Zones, zone: number): number {
  let count = 0;
  for (let at = zones[zone]!.parent; at >= 0; at = zones[at]!.parent) count++;
  return count;
}

/** The deepest zone that a node belongs to, its ends included; −1 where it is in none. */
function innermost(zones: Zones, depths: readonly number[], node: number): number {
  let found = -1;
  zones.forEach(({ start, end, body }, zone) => {
    const inside = node === start || node === end || body[node] === 1;
    if (inside && (found < 0 || depths[zone]! > depths[found]!)) found = zone;
  });
  return found;
}
