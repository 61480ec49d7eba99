import { type Edge, MAIN_GRAPH, type WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { namedModel } from './named-model.ts';
import { wiresInto, wiresOutOf } from './wires-of.ts';

/**
 * The name of the model whose text encoder reads the prompt of a node: the node's own, or, for one that only holds
 * text, that of a node that it feeds. Undefined where no wire leads to a model.
 */
export function modelBehind(document: WorkflowDocument, node: string): string | undefined {
  const readers = [node, ...wiresOutOf(document, node).map(({ to }) => to.node)];
  const waiting = readers.flatMap((reader) => textEncoderWires(document, reader));
  const seen = new Set<string>();
  for (let wire = waiting.shift(); wire !== undefined; wire = waiting.shift()) {
    const id = wire.from.node;
    const record = document.graphs[MAIN_GRAPH].nodes[id];
    if (!record || seen.has(id)) continue;
    seen.add(id);
    const model = namedModel(record);
    if (model !== undefined) return model;
    // Bends and switches hand on what comes from further up.
    waiting.push(...wiresInto(document, id));
  }
  return undefined;
}

function textEncoderWires(document: WorkflowDocument, node: string): readonly Edge[] {
  const record = document.graphs[MAIN_GRAPH].nodes[node];
  const inputs = record && builtinRegistry.nodes.get(record.type)?.inputs;
  if (typeof inputs !== 'object') return [];
  return wiresInto(document, node).filter(({ to }) => inputs[to.port]?.type === 'textEncoder');
}
