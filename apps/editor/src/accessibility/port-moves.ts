import type { Edge } from '@latentgraph/graph-core';
import type { PortRef } from '../canvas/wiring/port-ref.ts';
import type { Direction } from './neighbours.ts';

/** The ports of one node as it shows them, from the top. */
export interface ShownPorts {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * The port that an arrow key leads to: up and down on the same side of the node, outwards along the wire (of several,
 * the first), inwards to the other side of the node. Undefined where there is none.
 */
export function portBeside(
  port: PortRef,
  direction: Direction,
  shown: ShownPorts,
  edges: readonly Edge[],
): PortRef | undefined {
  const { node, side } = port;
  const [own, other] = side === 'input' ? [shown.inputs, shown.outputs] : [shown.outputs, shown.inputs];
  const row = own.indexOf(port.port);
  if (direction === 'up' || direction === 'down') {
    const name = own[row + (direction === 'up' ? -1 : 1)];
    return name === undefined ? undefined : { node, port: name, side };
  }
  if ((side === 'input') === (direction === 'left')) return alongWire(port, edges);
  const name = other[Math.min(row, other.length - 1)];
  return name === undefined ? undefined : { node, port: name, side: side === 'input' ? 'output' : 'input' };
}

function alongWire({ node, port, side }: PortRef, edges: readonly Edge[]): PortRef | undefined {
  if (side === 'input') {
    const from = edges.find(({ to }) => to.node === node && to.port === port)?.from;
    return from && { node: from.node, port: from.port, side: 'output' };
  }
  const to = edges.find(({ from }) => from.node === node && from.port === port)?.to;
  return to && { node: to.node, port: to.port, side: 'input' };
}
