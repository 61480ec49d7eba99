import {
  addNode,
  connect,
  disconnect,
  type Edge,
  type Edit,
  type NewNode,
  sequence,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { BLANK_PORT, carryValue } from '../zones/carry-value.ts';
import { type PortRef, wireBetween } from './port-ref.ts';

/**
 * Draws a wire between two ports, in the place of `picked` where one was taken off. At the blank port of a zone it
 * makes the zone carry one value more.
 */
export function connectPorts(fixed: PortRef, port: PortRef, picked?: Edge): Edit {
  const { from, to } = wireBetween(fixed, port);
  const draw = to.port === BLANK_PORT ? carryValue(from, to.node) : connect(from, to, builtinRegistry);
  return picked === undefined
    ? draw
    : sequence(`Connect ${from.node} to ${to.node}`, [disconnect([picked]), draw]);
}

/** Adds a node that is wired at once: its port `port` to `held`. */
export function addConnectedNode(node: NewNode, held: PortRef, port: string): Edit {
  return (document) => {
    const added = addNode(node, builtinRegistry)(document);
    if (!added.ok) return added;
    const fresh: PortRef = {
      node: added.created[0]!,
      port,
      side: held.side === 'output' ? 'input' : 'output',
    };
    return sequence(added.label, [() => added, connectPorts(held, fresh)])(document);
  };
}
