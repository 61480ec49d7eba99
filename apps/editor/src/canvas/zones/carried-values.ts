import type { WireEnd, WorkflowDocument } from '@latentgraph/graph-core';
import { analysisOf } from '../../document/analysis.ts';
import { wiresInto } from '../../params/wires-of.ts';
import type { ZoneShape } from './zone-regions.ts';

/** What each step of a zone hands to the next. */
export interface CarriedValue {
  /** Of its ports at the start and at the end of the zone. */
  readonly name: string;
  /** Undefined while the wires leave it open. */
  readonly type: string | undefined;
  /** What gives the value of the first step, and that of the next; undefined where a wire is missing. */
  readonly first: WireEnd | undefined;
  readonly next: WireEnd | undefined;
}

/** The values that a zone carries: what its start takes in and hands out again. */
export function carriedValues(
  document: WorkflowDocument,
  { start, end }: Pick<ZoneShape, 'start' | 'end'>,
): readonly CarriedValue[] {
  const { wiring, types } = analysisOf(document);
  const node = wiring.nodes[wiring.indexById.get(start)!]!;
  return Object.keys(node.inputs)
    .filter((name) => Object.hasOwn(node.outputs, name))
    .map((name) => {
      const type = types.of({ node: node.index, port: name });
      return {
        name,
        type: type === 'any' ? undefined : type,
        first: sourceOf(document, start, name),
        next: sourceOf(document, end, name),
      };
    });
}

function sourceOf(document: WorkflowDocument, node: string, port: string): WireEnd | undefined {
  return wiresInto(document, node).find(({ to }) => to.port === port)?.from;
}
