import type { FactLookup } from '../definition/node-definition.ts';
import type { Facts } from '../definition/wire-type.ts';
import { type Problem, problem } from '../problem.ts';
import { nodeLabel } from './labels.ts';
import { summarise } from './port-summary.ts';
import type { WiredNode, Wiring } from './wiring.ts';

interface Binding {
  readonly value: string | number;
  readonly fact: string;
  readonly port: string;
  readonly from: WiredNode;
}

const NO_FACTS: Facts = {};

/**
 * Carries facts along the wires (latent channels, down-scale factor, embedding width) and reports the nodes whose
 * inputs do not belong together: a VAE of one model family and a latent of another.
 *
 * @param order topological
 */
export function checkFacts(
  wiring: Wiring,
  order: readonly number[],
  lookup: FactLookup,
  problems: Problem[],
): void {
  const known: (Readonly<Record<string, Facts>> | undefined)[] = new Array(wiring.nodes.length);
  for (const index of order) {
    const node = wiring.nodes[index]!;
    if (!node.definition) continue;
    for (const found of node.definition.check?.({ params: node.params, lookup }) ?? []) {
      problems.push(problem({ ...found, node: node.id }));
    }
    const { definition, inputs, outputs } = node;
    if (!definition.facts && !summarise(inputs).hasFacts && !summarise(outputs).hasGenerics) continue;
    const bindings = bindFacts(node, wiring, known, problems);
    known[index] = outputFacts(node, bindings, lookup, known);
  }
}

function bindFacts(
  node: WiredNode,
  wiring: Wiring,
  known: readonly (Readonly<Record<string, Facts>> | undefined)[],
  problems: Problem[],
): ReadonlyMap<string, Binding> | undefined {
  let bindings: Map<string, Binding> | undefined;
  for (const [name, sources] of node.sources) {
    const facts = node.inputs[name]?.facts;
    if (!facts) continue;
    for (const source of sources) {
      const given = known[source.node]?.[source.port] ?? NO_FACTS;
      for (const [fact, variable] of Object.entries(facts)) {
        const value = given[fact];
        if (value === undefined) continue;
        bindings ??= new Map();
        const other = bindings.get(variable);
        const binding = { value, fact, port: name, from: wiring.nodes[source.node]! };
        if (!other) bindings.set(variable, binding);
        else if (other.value !== value) problems.push(factMismatch(node, other, binding));
      }
    }
  }
  return bindings;
}

function outputFacts(
  node: WiredNode,
  bindings: ReadonlyMap<string, Binding> | undefined,
  lookup: FactLookup,
  known: readonly (Readonly<Record<string, Facts>> | undefined)[],
): Readonly<Record<string, Facts>> | undefined {
  const own = node.definition?.facts?.({ params: node.params, lookup });
  let result: Record<string, Facts> | undefined = own && { ...own };
  for (const [name, port] of Object.entries(node.outputs)) {
    const derived =
      port.generic === undefined ? fromBindings(port.facts, bindings) : ofGeneric(node, port.generic, known);
    if (!derived) continue;
    result ??= {};
    result[name] = { ...result[name], ...derived };
  }
  return result;
}

function fromBindings(
  facts: Readonly<Record<string, string>> | undefined,
  bindings: ReadonlyMap<string, Binding> | undefined,
): Facts | undefined {
  if (!facts || !bindings) return undefined;
  const result: Record<string, string | number> = {};
  for (const [fact, variable] of Object.entries(facts)) {
    const binding = bindings.get(variable);
    if (binding) result[fact] = binding.value;
  }
  return result;
}

/** A generic output carries what is true of all wires of its variable: any of them may be the one that it gives. */
function ofGeneric(
  node: WiredNode,
  generic: string,
  known: readonly (Readonly<Record<string, Facts>> | undefined)[],
): Facts | undefined {
  let common: Facts | undefined;
  for (const [name, sources] of node.sources) {
    if (node.inputs[name]?.generic !== generic) continue;
    for (const source of sources) {
      const given = known[source.node]?.[source.port] ?? NO_FACTS;
      common = common ? agreement(common, given) : given;
    }
  }
  return common;
}

function agreement(a: Facts, b: Facts): Facts {
  return Object.fromEntries(Object.entries(a).filter(([fact, value]) => b[fact] === value));
}

function factMismatch(node: WiredNode, one: Binding, other: Binding): Problem {
  return problem({
    code: 'fact-mismatch',
    message: `${nodeLabel(node)} gets what does not belong together: '${one.port}' from ${nodeLabel(one.from)} has ${one.fact} ${one.value}, '${other.port}' from ${nodeLabel(other.from)} has ${other.fact} ${other.value}.`,
    remedy: 'Wire both from models of the same family.',
    node: node.id,
    port: other.port,
  });
}
