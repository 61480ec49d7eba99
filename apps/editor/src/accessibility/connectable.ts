import type { WorkflowDocument } from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { titleOf } from '../canvas/node-facts.ts';
import { portLabel } from '../canvas/port-label.ts';
import { createFitter } from '../canvas/wiring/fitter.ts';
import type { PortRef } from '../canvas/wiring/port-ref.ts';
import { analysisOf } from '../document/analysis.ts';

/** A port to which a wire may run, as a list shows it. */
export interface Connectable {
  readonly port: PortRef;
  readonly nodeTitle: string;
  readonly portTitle: string;
  readonly type: string | undefined;
  /** What the wire would take the place of, in words. */
  readonly replaces: string | undefined;
  /** Params take wires, too, but are seldom what is wanted: they come last. */
  readonly isParam: boolean;
}

/** Every port of a document that takes a wire from or to `fixed`, those without a wire first. */
export function connectablePorts(document: WorkflowDocument, fixed: PortRef): readonly Connectable[] {
  const { wiring } = analysisOf(document);
  const fitter = createFitter(document, fixed);
  const side = fixed.side === 'input' ? 'output' : 'input';
  const found: Connectable[] = [];
  for (const { id, record, inputs, outputs, definition } of wiring.nodes) {
    const params = definition?.params.shape ?? {};
    for (const [port, { type, list }] of Object.entries(side === 'input' ? inputs : outputs)) {
      const ref: PortRef = { node: id, port, side };
      if (fitter.obstacle(ref) !== undefined) continue;
      found.push({
        port: ref,
        nodeTitle: titleOf(record),
        portTitle: portLabel(port),
        type: builtinRegistry.types.has(type) ? type : undefined,
        replaces: side === 'input' && list !== true ? givenUp(document, ref) : undefined,
        isParam: side === 'input' && Object.hasOwn(params, port),
      });
    }
  }
  return found.sort((one, other) => rank(one) - rank(other));
}

function rank({ isParam, replaces }: Connectable): number {
  return (isParam ? 2 : 0) + (replaces === undefined ? 0 : 1);
}

/** The node whose wire an input would give up. */
function givenUp(document: WorkflowDocument, { node, port }: PortRef): string | undefined {
  const { edges, nodes } = document.graphs.main;
  const wire = edges.find(({ to }) => to.node === node && to.port === port);
  const from = wire && nodes[wire.from.node];
  return from && titleOf(from);
}
