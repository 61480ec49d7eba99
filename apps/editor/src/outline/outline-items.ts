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

/** Outlines one document after another: as long as nothing changes that an outline shows, it is the same one. */
export function createOutliner(): (document: WorkflowDocument) => readonly OutlineItem[] {
  let last: WorkflowDocument | undefined;
  let shown: readonly unknown[] = [];
  let items: readonly OutlineItem[] = [];
  return (document) => {
    if (document === last) return items;
    last = document;
    const before = shown;
    shown = shownOf(document);
    const same = shown.length === before.length && shown.every((part, index) => part === before[index]);
    if (!same) items = outlineItems(document);
    return items;
  };
}

/** All that an outline is made of. Values of params are not. */
function shownOf(document: WorkflowDocument): readonly unknown[] {
  const { order, zones, problems } = analysisOf(document);
  const { nodes, edges } = document.graphs.main;
  return [
    ...[edges, '', ...order, ''],
    ...zones.flatMap(({ id, start, end }) => [id, start, end]),
    ...problems.flatMap(({ node, message }) => [node, message]),
    ...Object.entries(nodes).flatMap(([id, { type, title }]) => [id, type, title]),
  ];
}

/**
 * A graph as a tree of text: its nodes in the order in which they work, those of a zone below the zone, and below each
 * node the wires that leave it. Nodes that no order can hold stand at the end.
 */
export function outlineItems(document: WorkflowDocument): readonly OutlineItem[] {
  const { wiring, order, zones, problems } = analysisOf(document);
  const { nodes, edges } = document.graphs.main;
  const ordered = new Set([...order, ...wiring.nodes.keys()]);
  const firstProblem = new Map(problems.toReversed().map(({ node, message }) => [node, message]));
  const wires = new Map(wiring.nodes.map(({ id }): [string, OutlineItem[]] => [id, []]));
  for (const edge of edges) wires.get(edge.from.node)?.push(wireItem(edge, nodes));
  const zoneOfStart = new Map(zones.map(({ start }, zone) => [start, zone]));
  const homes = homesOf(zones, wiring.nodes.length);

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
      items: wires.get(id)!,
    };
  }

  const top: OutlineItem[] = [];
  const inZones = zones.map((): OutlineItem[] => []);
  const itemsOf = (zone: number) => inZones[zone] ?? top;
  for (const index of ordered) {
    const zone = zoneOfStart.get(index);
    if (zone !== undefined) {
      const { id, parent } = zones[zone]!;
      itemsOf(parent).push({ kind: 'zone', key: `zone:${id}`, text: `Loop ${id}`, items: itemsOf(zone) });
    }
    itemsOf(homes[index]!).push(nodeItem(index));
  }
  return top;
}

function wireItem(edge: Edge, nodes: WorkflowDocument['graphs']['main']['nodes']): OutlineItem {
  const { from, to } = edge;
  const target = nodes[to.node];
  const text = `${portLabel(from.port)} → ${target ? titleOf(target) : to.node}, ${portLabel(to.port)}`;
  return { kind: 'wire', key: wireKey(edge), edge, text };
}

type Zones = ReturnType<typeof analysisOf>['zones'];

/** Of each node the innermost zone that it belongs to, as one of its ends or within; −1 where it is in none. */
function homesOf(zones: Zones, nodeCount: number): readonly number[] {
  const depths = zones.map((_, zone) => depthOf(zones, zone));
  const outermostFirst = [...zones.keys()].sort((one, other) => depths[one]! - depths[other]!);
  const homes = new Array<number>(nodeCount).fill(-1);
  for (const zone of outermostFirst) {
    const { start, end, body } = zones[zone]!;
    for (const [node, inside] of body.entries()) {
      if (inside === 1 || node === start || node === end) homes[node] = zone;
    }
  }
  return homes;
}

function depthOf(zones: Zones, zone: number): number {
  let count = 0;
  for (let at = zones[zone]!.parent; at >= 0; at = zones[at]!.parent) count++;
  return count;
}
