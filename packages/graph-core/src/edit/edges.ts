import type { Edge, Graph } from '../document/schema.ts';

/** One end of a wire. */
export interface WireEnd {
  readonly node: string;
  readonly port: string;
}

export interface Wire {
  readonly from: WireEnd;
  readonly to: WireEnd;
}

export function isSameEnd(one: WireEnd, other: WireEnd): boolean {
  return one.node === other.node && one.port === other.port;
}

/** `order` is for list inputs. */
export function edgeOf(from: WireEnd, to: WireEnd, order?: number): Edge {
  return {
    from: { node: from.node, port: from.port },
    to: { node: to.node, port: to.port, ...(order === undefined ? {} : { order }) },
  };
}

/** Where in `edges` those stand that `matches`, ascending. */
export function edgeIndices(edges: readonly Edge[], matches: (edge: Edge) => boolean): number[] {
  const indices: number[] = [];
  for (let index = 0; index < edges.length; index += 1) if (matches(edges[index]!)) indices.push(index);
  return indices;
}

/**
 * Takes edges out of a draft. The last edge fills each gap: the order of edges means nothing, and the patches stay
 * as few as the edges removed.
 *
 * @param indices ascending
 */
export function removeEdgesAt(graph: Graph, indices: readonly number[]): void {
  for (const index of indices.toReversed()) {
    const last = graph.edges.pop()!;
    if (index < graph.edges.length) graph.edges[index] = last;
  }
}

/** The order for one more wire on a list input: above all that are there. */
export function nextOrder(edges: readonly Edge[], to: WireEnd): number {
  let next = 0;
  for (const edge of edges) if (isSameEnd(edge.to, to)) next = Math.max(next, (edge.to.order ?? 0) + 1);
  return next;
}
