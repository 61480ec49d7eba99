import type { Registry } from '../definition/registry.ts';
import type { WorkflowDocument } from '../document/schema.ts';
import { failed, type Problem, problem } from '../problem.ts';
import {
  edgeIndices,
  edgeOf,
  isSameEnd,
  nextOrder,
  removeEdgesAt,
  type Wire,
  type WireEnd,
} from './edges.ts';
import { applyEdit, type Edit } from './edit.ts';
import { mainGraph, missingNodes } from './lookup.ts';
import { portsOfNode } from './node-ports.ts';

/**
 * Draws a wire from an output to an input. An input that takes one wire gives up the one it has; a list input takes
 * this one as its last. Refused when a port does not exist or the wire would close a circle; whether the types agree
 * is for validation to explain.
 */
export function connect(from: WireEnd, to: WireEnd, registry: Registry): Edit {
  return (document) => {
    const problems = connectionProblems(document, from, to, registry);
    if (problems.length > 0) return failed(problems);
    const { edges } = mainGraph(document);
    const onInput = edgeIndices(edges, (edge) => isSameEnd(edge.to, to));
    const inputs = portsOfNode(document, to.node, registry)?.inputs;
    const isList = inputs
      ? inputs[to.port]!.list === true
      : onInput.some((index) => edges[index]!.to.order !== undefined);
    const isThere = onInput.length === 1 && isSameEnd(edges[onInput[0]!]!.from, from);
    return applyEdit(document, `Connect ${from.node} to ${to.node}`, (draft) => {
      const graph = mainGraph(draft);
      if (isList) {
        graph.edges.push(edgeOf(from, to, nextOrder(edges, to)));
      } else if (!isThere) {
        removeEdgesAt(graph, onInput);
        graph.edges.push(edgeOf(from, to));
      }
    });
  };
}

function connectionProblems(
  document: WorkflowDocument,
  from: WireEnd,
  to: WireEnd,
  registry: Registry,
): Problem[] {
  const problems = missingNodes(document, new Set([from.node, to.node]));
  if (problems.length > 0) return problems;
  const outputs = portsOfNode(document, from.node, registry)?.outputs;
  const inputs = portsOfNode(document, to.node, registry)?.inputs;
  if (outputs && !Object.hasOwn(outputs, from.port))
    problems.push(unknownPort(from, 'output', Object.keys(outputs)));
  if (inputs && !Object.hasOwn(inputs, to.port)) problems.push(unknownPort(to, 'input', Object.keys(inputs)));
  if (dependsOn(document, from.node, to.node)) problems.push(wouldCloseCircle(from, to));
  return problems;
}

/** Whether `node` is `other` or gets anything from it, however far upstream. */
function dependsOn(document: WorkflowDocument, node: string, other: string): boolean {
  const sources = new Map<string, string[]>();
  for (const edge of mainGraph(document).edges) {
    const known = sources.get(edge.to.node);
    if (known) known.push(edge.from.node);
    else sources.set(edge.to.node, [edge.from.node]);
  }
  const seen = new Set([node]);
  for (const upstream of seen) {
    if (upstream === other) return true;
    for (const source of sources.get(upstream) ?? []) seen.add(source);
  }
  return false;
}

/** Takes wires away. */
export function disconnect(wires: readonly Wire[]): Edit {
  return (document) => {
    const { edges } = mainGraph(document);
    const asked = new Set(wires.map(wireKey));
    const found = edgeIndices(edges, (edge) => asked.has(wireKey(edge)));
    const present = new Set(found.map((index) => wireKey(edges[index]!)));
    const missing = wires.filter((wire) => !present.has(wireKey(wire)));
    if (missing.length > 0) return failed(missing.map(unknownWire));
    const label = wires.length === 1 ? 'Disconnect' : `Disconnect ${wires.length} wires`;
    return applyEdit(document, label, (draft) => removeEdgesAt(mainGraph(draft), found));
  };
}

function wireKey({ from, to }: Wire): string {
  return JSON.stringify([from.node, from.port, to.node, to.port]);
}

export function unknownWire({ from, to }: Wire): Problem {
  return problem({
    code: 'unknown-wire',
    message: `There is no wire from '${from.port}' of '${from.node}' to '${to.port}' of '${to.node}'.`,
    remedy: 'Choose a wire of this workflow.',
    node: to.node,
    port: to.port,
  });
}

function unknownPort(end: WireEnd, side: 'input' | 'output', present: readonly string[]): Problem {
  const list =
    present.length === 0 ? 'It has none' : `It has ${present.map((name) => `'${name}'`).join(', ')}`;
  return problem({
    code: 'unknown-port',
    message: `Node '${end.node}' has no ${side} '${end.port}'.`,
    remedy: `${list}: choose one of its ${side}s.`,
    node: end.node,
    port: end.port,
  });
}

function wouldCloseCircle(from: WireEnd, to: WireEnd): Problem {
  return problem({
    code: 'would-close-circle',
    message: `Cannot connect '${from.node}' to '${to.node}': '${from.node}' depends on it, so the wire would close a circle.`,
    remedy:
      'For values that go round, use a zone: Denoise Start and Denoise End carry them from step to step.',
    node: to.node,
    port: to.port,
  });
}
