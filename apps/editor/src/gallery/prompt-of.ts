import type { NodeRecord, WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { analysisOf } from '../document/analysis.ts';
import { describeParams } from '../params/describe-params.ts';
import { wiresInto } from '../params/wires-of.ts';

/**
 * The words that a picture was painted by: the first that is met on the way back along the wires. Inputs are followed
 * in their order, in which the prompt comes before the negative prompt.
 *
 * @param ends ids of the nodes that gave the picture; without them, those that a run of everything runs up to
 * @returns on one line; undefined where there are none
 */
export function promptOf(document: WorkflowDocument, ends?: readonly string[]): string | undefined {
  const { wiring } = analysisOf(document);
  const all = wiring.nodes.filter(({ definition }) => definition?.effect).map(({ id }) => id);
  const ahead = [...(ends ?? all)].reverse();
  const seen = new Set<string>();
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const node = wiring.nodes[wiring.indexById.get(id) ?? -1];
    if (seen.has(id) || !node) continue;
    seen.add(id);
    const wires = wiresInto(document, id);
    const prompt = promptParam(node.record);
    if (prompt !== undefined && !wires.some(({ to }) => to.port === prompt)) {
      return oneLine(node.record.params[prompt]);
    }
    const sources = Object.keys(node.inputs).flatMap((name) => wires.filter(({ to }) => to.port === name));
    ahead.push(...sources.reverse().map(({ from }) => from.node));
  }
  return undefined;
}

/** The param in which a node has its prompt. */
function promptParam({ type }: NodeRecord): string | undefined {
  const definition = builtinRegistry.nodes.get(type);
  return definition && describeParams(definition).find(({ widget }) => widget === 'prompt')?.name;
}

function oneLine(text: unknown): string | undefined {
  const line = typeof text === 'string' ? text.replaceAll(/\s+/g, ' ').trim() : '';
  return line === '' ? undefined : line;
}
