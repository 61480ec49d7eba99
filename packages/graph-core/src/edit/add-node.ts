import type { AnyNodeDefinition } from '../definition/node-definition.ts';
import type { Registry } from '../definition/registry.ts';
import { type NodeRecord, nodeRecordSchema, type WorkflowDocument } from '../document/schema.ts';
import { failed, type Result } from '../problem.ts';
import { applyEdit, type Edit, refuse } from './edit.ts';
import { idFromType, idSource } from './fresh-id.ts';
import { findNode, mainGraph } from './lookup.ts';
import { valueProblems } from './values.ts';
import { takenZones, unpairedStart, zoneOf } from './zone-ids.ts';

export interface NewNode {
  readonly type: string;
  readonly position?: NodeRecord['position'];
  /** Params that are given neither here nor by the type's `initialParams` keep their defaults, which the file does not repeat. */
  readonly params?: NodeRecord['params'];
  readonly title?: string;
}

/**
 * Adds a node under a fresh readable id. The start of a zone gets a zone id of its own; an end joins a start that
 * still lacks one.
 */
export function addNode(node: NewNode, registry: Registry): Edit {
  return (document) => {
    const made = newNode(document, node, registry);
    if (!made.ok) return made;
    const { id, record, title } = made;
    const add = (draft: WorkflowDocument) => {
      mainGraph(draft).nodes[id] = record;
    };
    return applyEdit(document, `Add ${title}`, add, [id]);
  };
}

/** The node that `addNode` adds, and its id, without adding it. */
export function newNode(
  document: WorkflowDocument,
  { type, position = { x: 0, y: 0 }, params = {}, title }: NewNode,
  registry: Registry,
): Result<{ id: string; record: NodeRecord; title: string }> {
  const definition = registry.nodes.get(type);
  if (definition === undefined) {
    return refuse({
      code: 'unknown-node-type',
      message: `Cannot add a node of type '${type}': this program does not know it.`,
      remedy: 'Choose a type from the list of nodes, or install the package that brings it.',
    });
  }
  const id = idSource((taken) => findNode(document, taken) !== undefined)(idFromType(type));
  const record: NodeRecord = {
    type,
    version: definition.version,
    params: withZone(document, definition, { ...definition.initialParams, ...params }, registry),
    position: { ...position },
    ...(title === undefined ? {} : { title }),
  };
  const problems = valueProblems(nodeRecordSchema, record, ['graphs', 'main', 'nodes', id]);
  if (problems.length > 0) return failed(problems);
  return { ok: true, warnings: [], id, record, title: title ?? definition.title };
}

function withZone(
  document: WorkflowDocument,
  definition: AnyNodeDefinition,
  params: NodeRecord['params'],
  registry: Registry,
): NodeRecord['params'] {
  if (definition.zone === undefined || Object.hasOwn(params, 'zone')) return params;
  const open = definition.zone === 'end' ? unpairedStart(document, registry) : undefined;
  const fresh = () => {
    const taken = takenZones(document, registry);
    return idSource((zone) => taken.has(zone))('zone');
  };
  return { ...params, zone: open === undefined ? fresh() : zoneOf(open) };
}
