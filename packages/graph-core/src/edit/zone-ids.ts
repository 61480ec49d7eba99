import type { Registry } from '../definition/registry.ts';
import type { Graph, NodeRecord, WorkflowDocument } from '../document/schema.ts';
import { idSource } from './fresh-id.ts';
import { mainGraph } from './lookup.ts';

/** The zone that a start or end names in its params; a node of its own without one. */
export function zoneOf(node: NodeRecord): string {
  return typeof node.params.zone === 'string' ? node.params.zone : 'zone';
}

export function takenZones(document: WorkflowDocument, registry: Registry): Set<string> {
  const zones = new Set<string>();
  for (const node of Object.values(mainGraph(document).nodes)) {
    if (registry.nodes.get(node.type)?.zone !== undefined) zones.add(zoneOf(node));
  }
  return zones;
}

/** A zone's start that has no end yet. */
export function unpairedStart(document: WorkflowDocument, registry: Registry): NodeRecord | undefined {
  const nodes = Object.values(mainGraph(document).nodes);
  const ends = nodes.filter((node) => registry.nodes.get(node.type)?.zone === 'end');
  const ended = new Set(ends.map(zoneOf));
  return nodes.find((node) => registry.nodes.get(node.type)?.zone === 'start' && !ended.has(zoneOf(node)));
}

/**
 * Gives every zone among `nodes` an id that the document does not use; starts and ends that belonged together still
 * do.
 */
export function renewZones(
  nodes: Graph['nodes'],
  document: WorkflowDocument,
  registry: Registry,
): Graph['nodes'] {
  const taken = takenZones(document, registry);
  const fresh = idSource((zone) => taken.has(zone));
  const renewed = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => {
      if (registry.nodes.get(node.type)?.zone === undefined) return [id, node];
      const old = zoneOf(node);
      const zone = renewed.get(old) ?? fresh(old);
      renewed.set(old, zone);
      return [id, { ...node, params: { ...node.params, zone } }];
    }),
  );
}
