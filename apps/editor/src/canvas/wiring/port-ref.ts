import type { Edge, WireEnd } from '@latentgraph/graph-core';

/** A port of the document, by the side of the node it stands on. */
export interface PortRef extends WireEnd {
  readonly side: 'input' | 'output';
}

/** The wire between two ports of different sides, whichever comes first. */
export function wireBetween(one: PortRef, other: PortRef): Edge {
  const [from, to] = one.side === 'output' ? [one, other] : [other, one];
  return { from: { node: from.node, port: from.port }, to: { node: to.node, port: to.port } };
}

/** The port that an element of the canvas stands for, or that it lies in. */
export function portOfElement(element: Element | null): PortRef | undefined {
  const shown = element?.closest<HTMLElement>('[data-port]');
  const node = nodeOfElement(shown ?? null);
  const { port, side } = shown?.dataset ?? {};
  if (node === undefined || port === undefined) return undefined;
  return { node, port, side: side === 'output' ? 'output' : 'input' };
}

/** The node that an element of the canvas lies in. */
export function nodeOfElement(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>('.react-flow__node-node')?.dataset.id;
}
