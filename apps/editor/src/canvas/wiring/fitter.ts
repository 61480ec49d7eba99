import {
  type Analysis,
  type Edit,
  fits,
  mismatchRemedy,
  type Port,
  type Problem,
  problem,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry } from '@latentgraph/nodes';
import { analysisOf } from '../../document/analysis.ts';
import { titleOf } from '../node-facts.ts';
import { connectPorts } from './connect-ports.ts';
import { type PortRef, wireBetween } from './port-ref.ts';

/** Says whether a wire may run from one port of a document to others, and why not. */
export interface Fitter {
  /** What speaks against a wire to this port, by types and circles alone: quick enough to ask for every port. */
  obstacle(port: PortRef): Problem | undefined;
  /** The port of a node that takes the wire best: free ones first; undefined where none fits. */
  bestPort(node: string): PortRef | undefined;
  /** What would be wrong with the wire once it is there: models that do not suit one another, values that leave a zone. */
  aftermath(port: PortRef): Problem | undefined;
}

/** @param fixed the port at which the wire is held */
export function createFitter(document: WorkflowDocument, fixed: PortRef): Fitter {
  const analysis = analysisOf(document);
  const wiredInputs = new Set(document.graphs.main.edges.map(({ to }) => `${to.node}.${to.port}`));
  const behind = nodesBeyond(analysis, fixed);
  const carried = typeOf(analysis, fixed);
  const aftermaths = new Map<string, Problem | undefined>();

  function obstacle(port: PortRef): Problem | undefined {
    if (port.side === fixed.side) return sameSide(fixed);
    if (port.node === fixed.node) return sameNode(document, fixed);
    const index = analysis.wiring.indexById.get(port.node);
    if (index === undefined) return undefined;
    if (behind.has(index)) return circle(document, port, fixed);
    if (findPort(analysis, port) === undefined) return undefined;
    const [given, wanted] =
      fixed.side === 'output' ? [carried, typeOf(analysis, port)] : [typeOf(analysis, port), carried];
    if (given === undefined || wanted === undefined || fits(given, wanted, builtinRegistry)) return undefined;
    return mismatch(document, wireBetween(fixed, port), given, wanted);
  }

  return {
    obstacle,
    bestPort(node) {
      const candidates = portsAcross(analysis, node, fixed).filter((port) => obstacle(port) === undefined);
      const exact = candidates.filter((port) => typeOf(analysis, port) === carried);
      const isFree = (port: PortRef) =>
        port.side === 'output' || !wiredInputs.has(`${port.node}.${port.port}`);
      return exact.find(isFree) ?? candidates.find(isFree) ?? exact[0] ?? candidates[0];
    },
    aftermath(port) {
      const key = `${port.node}.${port.port}`;
      if (!aftermaths.has(key)) aftermaths.set(key, newProblem(document, connectPorts(fixed, port)));
      return aftermaths.get(key);
    },
  };
}

/** Asked for as the pointer moves on a port, so answered by working the wire out only once. */
function newProblem(document: WorkflowDocument, edit: Edit): Problem | undefined {
  const result = edit(document);
  if (!result.ok) return result.problems[0];
  const before = new Set(analysisOf(document).problems.map(({ message }) => message));
  return analysisOf(result.document).problems.find(
    ({ message, severity }) => severity === 'error' && !before.has(message),
  );
}

function findPort({ wiring }: Analysis, { node, port, side }: PortRef): Port | undefined {
  const found = wiring.nodes[wiring.indexById.get(node) ?? -1];
  return side === 'output' ? found?.outputs[port] : found?.inputs[port];
}

/** Undefined where a port is open to any type. */
function typeOf(analysis: Analysis, port: PortRef): string | undefined {
  const { wiring, types } = analysis;
  const index = wiring.indexById.get(port.node);
  if (index === undefined || findPort(analysis, port) === undefined) return undefined;
  // The input of a generic node takes another type as soon as its only wire is replaced.
  if (
    port.side === 'input' &&
    findPort(analysis, port)?.generic !== undefined &&
    isOnlyBinding(analysis, port)
  ) {
    return undefined;
  }
  return port.side === 'output'
    ? types.of({ node: index, port: port.port })
    : types.wanted(wiring.nodes[index]!, port.port);
}

function isOnlyBinding({ wiring }: Analysis, { node, port }: PortRef): boolean {
  const { inputs, sources } = wiring.nodes[wiring.indexById.get(node)!]!;
  const { generic } = inputs[port]!;
  return [...sources.keys()].every((name) => name === port || inputs[name]?.generic !== generic);
}

/** Declared inputs or outputs of a node that a wire from `fixed` could reach; params only take wires where they are shown. */
function portsAcross({ wiring }: Analysis, node: string, fixed: PortRef): PortRef[] {
  const found = wiring.nodes[wiring.indexById.get(node) ?? -1];
  if (!found) return [];
  if (fixed.side === 'input') {
    return Object.keys(found.outputs).map((port) => ({ node, port, side: 'output' }));
  }
  const params = found.definition?.params.shape ?? {};
  const isShown = (port: string) =>
    !Object.hasOwn(params, port) || found.sources.has(port) || found.record.ports?.includes(port) === true;
  return Object.keys(found.inputs)
    .filter(isShown)
    .map((port) => ({ node, port, side: 'input' }));
}

/** Nodes to which a wire would close a circle: those that feed an output's node, those that an input's node feeds. */
function nodesBeyond({ wiring, successors }: Analysis, fixed: PortRef): ReadonlySet<number> {
  const start = wiring.indexById.get(fixed.node);
  if (start === undefined) return new Set();
  const next = fixed.side === 'input' ? successors : turnedAround(successors);
  const seen = new Set(next[start]);
  for (const node of seen) for (const further of next[node]!) seen.add(further);
  return seen;
}

function turnedAround(successors: Analysis['successors']): number[][] {
  const predecessors: number[][] = successors.map(() => []);
  successors.forEach((targets, node) => {
    for (const target of targets) predecessors[target]!.push(node);
  });
  return predecessors;
}

function sameSide({ side, node, port }: PortRef): Problem {
  return problem({
    code: 'wire-same-side',
    message: `A wire runs from an output to an input, and this one is held at an ${side}.`,
    remedy: `Drop it on an ${side === 'output' ? 'input' : 'output'}.`,
    node,
    port,
  });
}

function sameNode(document: WorkflowDocument, { node, port }: PortRef): Problem {
  return problem({
    code: 'wire-same-node',
    message: `${name(document, node)} cannot be wired to itself.`,
    remedy: 'Drop the wire on another node.',
    node,
    port,
  });
}

function circle(document: WorkflowDocument, { node, port }: PortRef, fixed: PortRef): Problem {
  const [first, second] = fixed.side === 'output' ? [node, fixed.node] : [fixed.node, node];
  return problem({
    code: 'would-close-circle',
    message: `${name(document, second)} already depends on ${name(document, first)}: this wire would close a circle.`,
    remedy:
      'For values that go round, use a zone: Denoise Start and Denoise End carry them from step to step.',
    node,
    port,
  });
}

function mismatch(
  document: WorkflowDocument,
  { from, to }: ReturnType<typeof wireBetween>,
  given: string,
  wanted: string,
): Problem {
  return problem({
    code: 'type-mismatch',
    message: `'${to.port}' of ${name(document, to.node)} takes ${phrase(wanted)}, and '${from.port}' gives ${phrase(given)}.`,
    remedy: mismatchRemedy(given, wanted, builtinRegistry),
    node: to.node,
    port: to.port,
  });
}

function phrase(type: string): string {
  return builtinRegistry.types.get(type)?.phrase ?? `a value of type ${type}`;
}

function name(document: WorkflowDocument, node: string): string {
  return titleOf(document.graphs.main.nodes[node]!);
}
