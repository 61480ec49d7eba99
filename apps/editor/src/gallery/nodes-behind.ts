import type { WorkflowDocument } from '@latentgraph/graph-core';
import { analysisOf } from '../document/analysis.ts';
import { wiresInto } from '../params/wires-of.ts';

type Node = ReturnType<typeof analysisOf>['wiring']['nodes'][number];

/**
 * The nodes that a picture comes from, as they are met on the way back along the wires. Inputs are followed in their
 * order, in which the prompt comes before the negative prompt.
 *
 * @param ends ids of the nodes that gave the picture; without them, those that a run of everything runs up to
 */
export function* nodesBehind(document: WorkflowDocument, ends?: readonly string[]): Generator<Node> {
  const { wiring } = analysisOf(document);
  const all = wiring.nodes.filter(({ definition }) => definition?.effect).map(({ id }) => id);
  const ahead = [...(ends ?? all)].reverse();
  const seen = new Set<string>();
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const node = wiring.nodes[wiring.indexById.get(id) ?? -1];
    if (seen.has(id) || !node) continue;
    seen.add(id);
    yield node;
    const wires = wiresInto(document, id);
    const sources = Object.keys(node.inputs).flatMap((name) => wires.filter(({ to }) => to.port === name));
    ahead.push(...sources.reverse().map(({ from }) => from.node));
  }
}
