import { type Analysis, type AnalysisOptions, analyse } from '../analysis/analyse.ts';
import { nodeLabel } from '../analysis/labels.ts';
import type { WiredNode } from '../analysis/wiring.ts';
import type { Registry } from '../definition/registry.ts';
import type { WorkflowDocument } from '../document/schema.ts';
import { failed, type Problem, type Result } from '../problem.ts';
import { layOut } from './layout.ts';
import type { PlanInput, PlanNode, PlanSource } from './plan-node.ts';
import { findReading } from './reading.ts';
import { compileScopes, type Scope, unitPositions } from './scopes.ts';
import { chooseTargets, neededNodes } from './targets.ts';

/** A compiled workflow: what runs, in which order, and where every value comes from. Holds no values. */
export interface Plan {
  readonly document: WorkflowDocument;
  /** The nodes that the targets need, in topological order. */
  readonly nodes: readonly PlanNode[];
  /** `scopes[0]` is the graph itself; every zone has one more. */
  readonly scopes: readonly Scope[];
  /** By node: the scope that it lives in. */
  readonly home: Int32Array;
  /** By node: its position in the units of that scope. */
  readonly unitOf: Int32Array;
  /** By node: what it reads of its own scope; a zone's end reads for the whole zone. */
  readonly reads: readonly (readonly number[])[];
  /** By node: how many of its own scope read it. */
  readonly readers: Int32Array;
  /** What is wrong outside the part that runs, and what is only a warning. */
  readonly warnings: readonly Problem[];
}

export interface PlanOptions extends AnalysisOptions {
  /** Node ids to run up to; by default all nodes with an effect. */
  readonly targets?: readonly string[];
}

/**
 * Validates, prunes what no target needs, orders the nodes and compiles the zones.
 * Only problems of nodes that would run stop a plan; the others come back as warnings.
 */
export function plan(
  document: WorkflowDocument,
  registry: Registry,
  options: PlanOptions = {},
): Result<{ readonly plan: Plan }> {
  const analysis = analyse(document, registry, options);
  const targets = chooseTargets(analysis, options.targets);
  if (!targets.ok) return failed([...analysis.problems, ...targets.problems]);
  const needed = neededNodes(analysis, targets.targets);
  const { stopping, passing } = sortProblems(analysis, needed);
  if (stopping.length > 0) return failed(stopping);
  const positions = positionsOf(analysis, needed);
  const nodes = planNodes(analysis, registry, positions, new Set(targets.targets));
  const layout = layOut(analysis.zones, nodes, positions);
  const { reads, readers, wires } = findReading(nodes, layout);
  const scopes = compileScopes(nodes, layout, wires);
  const unitOf = unitPositions(nodes, scopes);
  const compiled = { document, nodes, scopes, home: layout.home, unitOf, reads, readers, warnings: passing };
  return { ok: true, plan: compiled, warnings: passing };
}

function sortProblems(analysis: Analysis, needed: Uint8Array): { stopping: Problem[]; passing: Problem[] } {
  const stopping: Problem[] = [];
  const passing: Problem[] = [];
  for (const found of analysis.problems) {
    const index = found.node === undefined ? undefined : analysis.wiring.indexById.get(found.node);
    const stops = found.severity === 'error' && (index === undefined || needed[index] === 1);
    (stops ? stopping : passing).push(stops ? found : { ...found, severity: 'warning' });
  }
  return { stopping, passing };
}

/** Position in the plan of each node of the document, −1 for those that no target needs. */
function positionsOf({ order }: Analysis, needed: Uint8Array): Int32Array {
  const positions = new Int32Array(needed.length).fill(-1);
  let next = 0;
  for (const index of order) if (needed[index]) positions[index] = next++;
  return positions;
}

function planNodes(
  analysis: Analysis,
  registry: Registry,
  positions: Int32Array,
  targets: ReadonlySet<number>,
): PlanNode[] {
  const nodes: PlanNode[] = [];
  for (const inDocument of analysis.order) {
    const index = positions[inDocument]!;
    if (index < 0) continue;
    const node = analysis.wiring.nodes[inDocument]!;
    nodes.push({
      index,
      id: node.id,
      label: nodeLabel(node),
      definition: node.definition!,
      params: node.params,
      inputs: planInputs(node, analysis, registry, positions),
      target: targets.has(inDocument),
    });
  }
  return nodes;
}

function planInputs(
  node: WiredNode,
  analysis: Analysis,
  registry: Registry,
  positions: Int32Array,
): PlanInput[] {
  const inputs: PlanInput[] = [];
  // By name: the order in which a file lists its wires means nothing.
  for (const port of [...node.sources.keys()].sort()) {
    const { list = false, lazy = false } = node.inputs[port]!;
    const wanted = analysis.types.wanted(node, port);
    const wires = node.sources.get(port)!;
    const sources = wires.map((source) => {
      const given = analysis.types.of(source);
      const convert = conversion(given, wanted, registry);
      return { node: positions[source.node]!, port: source.port, convert } as PlanSource;
    });
    inputs.push({ port, sources, list, lazy, param: isParamPort(node, port) });
  }
  return inputs;
}

function conversion(given: string | undefined, wanted: string | undefined, registry: Registry) {
  if (given === undefined || wanted === undefined || given === wanted) return undefined;
  return registry.types.get(given)?.convertsTo?.[wanted];
}

function isParamPort(node: WiredNode, port: string): boolean {
  const { inputs, params } = node.definition!;
  if (!Object.hasOwn(params.shape, port)) return false;
  return typeof inputs === 'function' || !Object.hasOwn(inputs, port);
}
