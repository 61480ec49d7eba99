import type { WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { titleOf } from '../canvas/node-facts.ts';
import { portLabel } from '../canvas/port-label.ts';
import { createFitter } from '../canvas/wiring/fitter.ts';
import { type PortRef, wireBetween } from '../canvas/wiring/port-ref.ts';
import { blankPorts } from '../canvas/zones/carry-value.ts';
import { analysisOf } from '../document/analysis.ts';
import { wireKey } from '../document/selection.ts';

/** A port to which a wire may run, as a list shows it. */
export interface Connectable {
  readonly port: PortRef;
  readonly nodeTitle: string;
  readonly portTitle: string;
  readonly type: string | undefined;
  /** What the wire would take the place of, in words. */
  readonly replaces: string | undefined;
  /** Takes wires, too, but is seldom what is wanted: a param, or a blank port. These come last. */
  readonly isSeldom: boolean;
}

/** Every port of a document to which `fixed` may be wired and is not yet, those without a wire first. */
export function connectablePorts(document: WorkflowDocument, fixed: PortRef): readonly Connectable[] {
  const { wiring } = analysisOf(document);
  const fitter = createFitter(document, fixed);
  const side = fixed.side === 'input' ? 'output' : 'input';
  const found: Connectable[] = [];
  for (const { id, record, inputs, outputs, definition } of wiring.nodes) {
    const params = definition?.params.shape ?? {};
    for (const [port, { type, list }] of Object.entries(side === 'input' ? inputs : outputs)) {
      const ref: PortRef = { node: id, port, side };
      if (fitter.obstacle(ref) !== undefined || isWired(document, fixed, ref)) continue;
      found.push({
        port: ref,
        nodeTitle: titleOf(record),
        portTitle: portLabel(port),
        type: builtinRegistry.types.has(type) ? type : undefined,
        replaces: side === 'input' && list !== true ? givenUp(document, ref) : undefined,
        isSeldom: side === 'input' && Object.hasOwn(params, port),
      });
    }
  }
  if (side === 'input') found.push(...blankInputs(document, fixed));
  return found.sort((one, other) => rank(one) - rank(other));
}

/** Zones take a value more to carry where a wire ends at the blank port of their start or end. */
function blankInputs(document: WorkflowDocument, fixed: PortRef): Connectable[] {
  const fitter = createFitter(document, fixed);
  return Object.entries(document.graphs.main.nodes).flatMap(([node, record]) =>
    blankPorts(document, node)
      .map((port): PortRef => ({ node, port, side: 'input' }))
      .filter((port) => fitter.obstacle(port) === undefined)
      .map((port) => ({
        ...{ port, nodeTitle: titleOf(record), portTitle: 'one value more to carry' },
        ...{ type: undefined, replaces: undefined, isSeldom: true },
      })),
  );
}

function rank({ isSeldom, replaces }: Connectable): number {
  return (isSeldom ? 2 : 0) + (replaces === undefined ? 0 : 1);
}

function isWired({ graphs: { main } }: WorkflowDocument, one: PortRef, other: PortRef): boolean {
  const wire = wireKey(wireBetween(one, other));
  return main.edges.some((edge) => wireKey(edge) === wire);
}

/** The node whose wire an input would give up. */
function givenUp(document: WorkflowDocument, { node, port }: PortRef): string | undefined {
  const { edges, nodes } = document.graphs.main;
  const wire = edges.find(({ to }) => to.node === node && to.port === port);
  const from = wire && nodes[wire.from.node];
  return from && titleOf(from);
}
