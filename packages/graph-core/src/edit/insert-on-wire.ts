import type { Port, Ports } from '../definition/port.ts';
import type { Registry } from '../definition/registry.ts';
import type { Graph, WorkflowDocument } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { type NewNode, newNode } from './add-node.ts';
import { edgeIndices, edgeOf, isSameEnd, type Wire } from './edges.ts';
import { applyEdit, type Edit, refuse } from './edit.ts';
import { findNode, mainGraph, missingNodes, nodeTitle } from './lookup.ts';
import { mayCarry, portsOfNode, portsOfRecord } from './node-ports.ts';
import { unknownWire } from './wires.ts';

/**
 * Adds a node in the middle of a wire: what came along the wire goes into the first input that takes it, and the
 * first output that suits the wire's end goes on from there. The wire keeps its place in a list input.
 */
export function insertOnWire(wire: Wire, node: NewNode, registry: Registry): Edit {
  return (document) => {
    const index = indexOfWire(document, wire);
    if (index === undefined) return failed([unknownWire(wire)]);
    const made = newNode(document, node, registry);
    if (!made.ok) return made;
    const passage = findPassage(document, wire, made.record, registry);
    if (passage === undefined) return noPassage(wire, made.title);
    const insert = (draft: WorkflowDocument) => {
      mainGraph(draft).nodes[made.id] = made.record;
      splitWire(mainGraph(draft), index, made.id, passage);
    };
    return applyEdit(document, `Insert ${made.title}`, insert, [made.id]);
  };
}

/** As `insertOnWire`, for a node of the document that has no wires yet. */
export function insertNodeOnWire(wire: Wire, id: string, registry: Registry): Edit {
  return (document) => {
    const index = indexOfWire(document, wire);
    if (index === undefined) return failed([unknownWire(wire)]);
    const problems = missingNodes(document, [id]);
    if (problems.length > 0) return failed(problems);
    const node = findNode(document, id)!;
    const title = nodeTitle(id, node, registry);
    if (mainGraph(document).edges.some(({ from, to }) => from.node === id || to.node === id))
      return hasWires(id, title);
    const passage = findPassage(document, wire, node, registry);
    if (passage === undefined) return noPassage(wire, title);
    return applyEdit(document, `Insert ${title}`, (draft) => {
      splitWire(mainGraph(draft), index, id, passage);
    });
  };
}

function indexOfWire(document: WorkflowDocument, wire: Wire): number | undefined {
  const isWire = (edge: Wire) => isSameEnd(edge.from, wire.from) && isSameEnd(edge.to, wire.to);
  return edgeIndices(mainGraph(document).edges, isWire)[0];
}

/** Lets a wire end in a node, and go on from there to where it ended before. */
function splitWire(graph: Graph, index: number, node: string, { input, isList, output }: Passage): void {
  const { from, to } = graph.edges[index]!;
  graph.edges[index] = edgeOf({ node, port: output }, to, to.order);
  graph.edges.push(edgeOf(from, { node, port: input }, isList ? 0 : undefined));
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
  const ports = portsOfRecord(document, record, registry);
  if (ports === undefined) return undefined;
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

function hasWires(id: string, title: string) {
  return refuse({
    code: 'node-has-wires',
    message: `Cannot put ${title} into a wire: it has wires of its own.`,
    remedy: 'Take them away first, or insert a copy.',
    node: id,
  });
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
