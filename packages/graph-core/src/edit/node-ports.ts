import { parseParams } from '../analysis/params.ts';
import { inputPorts } from '../analysis/wiring.ts';
import type { Port, Ports } from '../definition/port.ts';
import type { Registry } from '../definition/registry.ts';
import type { NodeRecord, WorkflowDocument } from '../document/schema.ts';
import { findNode, mainGraph } from './lookup.ts';

export interface NodePorts {
  readonly inputs: Ports;
  readonly outputs: Ports;
}

/** The ports that a node has with its present params, or undefined where its type is not known. */
export function portsOfNode(
  document: WorkflowDocument,
  id: string,
  registry: Registry,
): NodePorts | undefined {
  const node = findNode(document, id);
  return node === undefined ? undefined : portsOfRecord(document, node, registry);
}

/** As `portsOfNode`, for a node that need not be in the document yet. */
export function portsOfRecord(
  document: WorkflowDocument,
  node: NodeRecord,
  registry: Registry,
): NodePorts | undefined {
  const definition = registry.nodes.get(node.type);
  if (definition === undefined) return undefined;
  const params = parseParams(definition, node.params).values;
  const start = definition.zone === 'end' ? zoneStart(document, params.zone, registry) : undefined;
  const { outputs } = definition;
  return {
    inputs: inputPorts(definition, params, start),
    outputs: typeof outputs === 'function' ? outputs(params, start) : outputs,
  };
}

function zoneStart(document: WorkflowDocument, zone: unknown, registry: Registry) {
  for (const node of Object.values(mainGraph(document).nodes)) {
    const definition = registry.nodes.get(node.type);
    if (definition?.zone !== 'start') continue;
    const params = parseParams(definition, node.params).values;
    if (params.zone === zone) return params;
  }
  return undefined;
}

/** Whether both ports are of one type; generic ones of one node are when they share their variable. */
export function isSameType(one: Port, other: Port): boolean {
  return one.type === other.type && one.generic === other.generic;
}

/** Whether a wire may run from an output to an input by their types alone: same, open, or converted on the way. */
export function mayCarry(output: Port, input: Port, registry: Registry): boolean {
  if (output.type === 'any' || input.type === 'any' || output.type === input.type) return true;
  const converts = registry.types.get(output.type)?.convertsTo;
  return converts !== undefined && Object.hasOwn(converts, input.type);
}
