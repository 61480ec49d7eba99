import { type FactLookup, noFacts } from '../definition/node-definition.ts';
import type { Registry } from '../definition/registry.ts';
import { MAIN_GRAPH, type WorkflowDocument } from '../document/schema.ts';
import { type Problem, problem } from '../problem.ts';
import { checkFacts } from './facts.ts';
import { nodeLabel } from './labels.ts';
import { applyBypass, skippedNodes } from './modes.ts';
import { cycleProblems, successorsOf, topologicalOrder } from './order.ts';
import { resolveOverrides } from './overrides.ts';
import { summarise } from './port-summary.ts';
import { inferTypes, missingInputRemedy, type WireTypes } from './types.ts';
import { type Wiring, wireGraph } from './wiring.ts';
import { findZones, type Zone } from './zones.ts';

export interface AnalysisOptions {
  /** `node.param` or an exposed name → value. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  /** What is known of models; without it wires are checked by type alone. */
  readonly lookup?: FactLookup;
}

/** Everything that planning needs to know about a document, and everything that is wrong with it. */
export interface Analysis {
  readonly wiring: Wiring;
  /** Topological; nodes on or behind a cycle are not in it. */
  readonly order: readonly number[];
  readonly successors: readonly (readonly number[])[];
  readonly types: WireTypes;
  readonly zones: readonly Zone[];
  /** 1 for muted nodes, what depends on them, and zones that cannot come to their end. */
  readonly skipped: Uint8Array;
  readonly problems: readonly Problem[];
}

/** Never throws; what is wrong is in `problems`, and the rest of the analysis goes as far as it can. */
export function analyse(
  document: WorkflowDocument,
  registry: Registry,
  options: AnalysisOptions = {},
): Analysis {
  const problems: Problem[] = [];
  const graph = document.graphs[MAIN_GRAPH];
  const overrides = resolveOverrides(document, graph, registry, options.overrides ?? {}, problems);
  const wiring = applyBypass(wireGraph(graph, registry, overrides, problems), problems);
  const successors = successorsOf(wiring);
  const order = topologicalOrder(wiring.nodes.length, successors);
  if (order.length < wiring.nodes.length) problems.push(...cycleProblems(wiring, order));
  const zones = findZones(wiring, successors, problems);
  const skipped = skippedNodes(wiring, successors, zones);
  reportMissingInputs(wiring, skipped, registry, problems);
  const types = inferTypes(wiring, order, registry, problems);
  checkFacts(wiring, order, options.lookup ?? noFacts, problems);
  return { wiring, order, successors, types, zones, skipped, problems };
}

/** All problems of a document, whether or not a run would meet them. */
export function validate(
  document: WorkflowDocument,
  registry: Registry,
  options: AnalysisOptions = {},
): readonly Problem[] {
  return analyse(document, registry, options).problems;
}

function reportMissingInputs(
  wiring: Wiring,
  skipped: Uint8Array,
  registry: Registry,
  problems: Problem[],
): void {
  for (const node of wiring.nodes) {
    if (!node.definition || skipped[node.index] || node.record.mode === 'bypass') continue;
    for (const name of summarise(node.inputs).required) {
      if (node.sources.has(name)) continue;
      problems.push(
        problem({
          code: 'input-missing',
          message: `Input '${name}' of ${nodeLabel(node)} has no wire.`,
          remedy: missingInputRemedy(node.inputs[name]!.type, registry),
          node: node.id,
          port: name,
        }),
      );
    }
  }
}
