import type { Port, Ports } from '../definition/port.ts';
import type { Registry } from '../definition/registry.ts';
import type { WorkflowDocument } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { type NewNode, newNode } from './add-node.ts';
import { edgeIndices, edgeOf, isSameEnd, type Wire } from './edges.ts';
import { applyEdit, type Edit, refuse } from './edit.ts';
import { mainGraph } from './lookup.ts';
import { mayCarry, portsOfNode, portsOfRecord } from './node-ports.ts';
import { unknownWire } from './wires.ts';

/**
 * Adds a node in the middle of a wire: what came along the wire goes into the first input that takes it, and the
 * first output that suits the wire's end goes on from there. The wire keeps its place in a list input.
 */
export function insertOnWire(wire: Wire, node: NewNode, registry: Registry): Edit {
  return (document) => {
    const { edges } = mainGraph(document);
    const isWire = (edge: Wire) => isSameEnd(edge.from, wire.from) && isSameEnd(edge.to, wire.to);
    const [index] = edgeIndices(edges, isWire);
    if (index === undefined) return failed([unknownWire(wire)]);
    const made = newNode(document, node, registry);
    if (!made.ok) return made;
    const passage = findPassage(document, wire, made.record, registry);
    if (passage === undefined) return noPassage(wire, made.title);
    const into = { node: made.id, port: passage.input };
    const outOf = { node: made.id, port: passage.output };
    const insert = (draft: WorkflowDocument) => {
      const graph = mainGraph(draft);
      graph.nodes[made.id] = made.record;
      graph.edges[index] = edgeOf(outOf, wire.to, edges[index]!.to.order);
      graph.edges.push(edgeOf(wire.from, into, passage.isList ? 0 : undefined));
    };
    return applyEdit(document, `Insert ${made.title}`, insert, [made.id]);
  };
}

interface Passage {
  readonly input: string;
  readonly isList: boolean;
  readonly output: string;
}

/** An end of the wire whose node is of an unknown type takes whatever the other end takes. */
function findPassage(
  document: WorkflowDocument,
  { from, to }: Wire,
  record: Parameters<typeof portsOfRecord>[1],
  registry: Registry,
): Passage | undefined {
  const source = portsOfNode(document, from.node, registry)?.outputs[from.port];
  const target = portsOfNode(document, to.node, registry)?.inputs[to.port];
  const ports = portsOfRecord(document, record, registry)!;
  const input = firstPort(ports.inputs, (port) => fits(source ?? target, port, registry));
  const output = firstPort(ports.outputs, (port) => fits(port, target ?? source, registry));
  if (input === undefined || output === undefined) return undefined;
  return { input: input[0], isList: input[1].list === true, output: output[0] };
}

function firstPort(ports: Ports, accepts: (port: Port) => boolean): [string, Port] | undefined {
  return Object.entries(ports).find(([, port]) => accepts(port));
}

function fits(output: Port | undefined, input: Port | undefined, registry: Registry): boolean {
  return output === undefined || input === undefined || mayCarry(output, input, registry);
}

function noPassage({ from, to }: Wire, title: string) {
  return refuse({
    code: 'cannot-insert',
    message: `Cannot insert ${title} between '${from.node}' and '${to.node}': it does not pass on what this wire carries.`,
    remedy: `Choose a node that takes what '${from.port}' gives and gives what '${to.port}' takes.`,
    node: to.node,
    port: to.port,
  });
}
