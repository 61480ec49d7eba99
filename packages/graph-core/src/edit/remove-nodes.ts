import type { Port } from '../definition/port.ts';
import type { Registry } from '../definition/registry.ts';
import type { Edge, WorkflowDocument } from '../document/schema.ts';
import { failed } from '../problem.ts';
import { edgeIndices, edgeOf, removeEdgesAt, type WireEnd } from './edges.ts';
import { applyEdit, type Edit } from './edit.ts';
import { countOf, mainGraph, missingNodes } from './lookup.ts';
import { isSameType, portsOfNode } from './node-ports.ts';

export interface RemoveOptions {
  /** Given, what fed a removed node is wired on to what it fed, where its first wired input has the output's type. */
  readonly reconnect?: Registry;
}

/** Removes nodes with their wires and exposed params. */
export function removeNodes(ids: readonly string[], { reconnect }: RemoveOptions = {}): Edit {
  return (document) => {
    const problems = missingNodes(document, ids);
    if (problems.length > 0) return failed(problems);
    const removed = new Set(ids);
    const { edges } = mainGraph(document);
    const cut = edgeIndices(edges, ({ from, to }) => removed.has(from.node) || removed.has(to.node));
    const bridges = reconnect ? findBridges(document, removed, reconnect) : [];
    return applyEdit(document, `Remove ${countOf(removed.size, 'node')}`, (draft) => {
      const graph = mainGraph(draft);
      removeEdgesAt(graph, cut);
      graph.edges.push(...bridges);
      for (const id of removed) delete graph.nodes[id];
      if (document.exposed?.some(({ node }) => removed.has(node))) {
        draft.exposed = document.exposed.filter(({ node }) => !removed.has(node));
      }
    });
  };
}

/** The wires that take the place of those from a removed node to one that stays. */
function findBridges(document: WorkflowDocument, removed: ReadonlySet<string>, registry: Registry): Edge[] {
  const sources = sourcesOf(document, removed);
  const bridges: Edge[] = [];
  for (const { from, to } of mainGraph(document).edges) {
    if (!removed.has(from.node) || removed.has(to.node)) continue;
    const source = passThrough(document, from, removed, sources, registry);
    if (source) bridges.push(edgeOf(source, to, to.order));
  }
  return bridges;
}

/** What feeds the inputs of the given nodes: node → port → the wire's start, the first one of a list input. */
function sourcesOf(document: WorkflowDocument, ids: ReadonlySet<string>): Map<string, Map<string, WireEnd>> {
  const sources = new Map<string, Map<string, WireEnd>>();
  const edges = mainGraph(document).edges.filter(({ to }) => ids.has(to.node));
  for (const { from, to } of edges.sort((one, other) => (one.to.order ?? 0) - (other.to.order ?? 0))) {
    const inputs = sources.get(to.node) ?? new Map<string, WireEnd>();
    if (!inputs.has(to.port)) inputs.set(to.port, from);
    sources.set(to.node, inputs);
  }
  return sources;
}

/** Goes upstream through removed nodes until it meets an output of one that stays. */
function passThrough(
  document: WorkflowDocument,
  start: WireEnd,
  removed: ReadonlySet<string>,
  sources: ReadonlyMap<string, ReadonlyMap<string, WireEnd>>,
  registry: Registry,
): WireEnd | undefined {
  const seen = new Set<string>();
  let end: WireEnd | undefined = start;
  while (end !== undefined && removed.has(end.node)) {
    if (seen.has(end.node)) return undefined;
    seen.add(end.node);
    const ports = portsOfNode(document, end.node, registry);
    const output: Port | undefined = ports?.outputs[end.port];
    const inputs = sources.get(end.node);
    if (ports === undefined || output === undefined || inputs === undefined) return undefined;
    const through: string | undefined = Object.keys(ports.inputs).find(
      (name) => inputs.has(name) && isSameType(ports.inputs[name]!, output),
    );
    end = through === undefined ? undefined : inputs.get(through);
  }
  return end;
}
