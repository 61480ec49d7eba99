import type { Port } from '../definition/port.ts';
import type { Registry } from '../definition/registry.ts';
import { type Problem, problem } from '../problem.ts';
import { nodeLabel } from './labels.ts';
import { summarise } from './port-summary.ts';
import type { Source, WiredNode, Wiring } from './wiring.ts';

/** Wire types by node index and port; undefined where they are not known. */
export interface WireTypes {
  of(source: Source): string | undefined;
  /** What an input takes: its own type, or what its type variable stands for. */
  wanted(node: WiredNode, input: string): string | undefined;
}

/** What the type variables of one node stand for. */
type Bindings = ReadonlyMap<string, string>;

/**
 * Infers the type of every output, unifying each node's generic ports over its wires, and reports the wires whose
 * ends do not fit.
 *
 * @param order topological; nodes that are not in it are left untyped
 */
export function inferTypes(
  wiring: Wiring,
  order: readonly number[],
  registry: Registry,
  problems: Problem[],
): WireTypes {
  const bindings: (Bindings | undefined)[] = new Array(wiring.nodes.length);
  const typeOf = (node: number, port: Port | undefined) =>
    port?.generic === undefined ? port?.type : bindings[node]?.get(port.generic);
  const types: WireTypes = {
    of: ({ node, port }) => typeOf(node, wiring.nodes[node]!.outputs[port]),
    wanted: (node, input) => typeOf(node.index, node.inputs[input]),
  };
  for (const index of order) {
    const node = wiring.nodes[index]!;
    if (!node.definition) continue;
    if (summarise(node.inputs).hasGenerics) bindings[index] = bindVariables(node, types, registry);
    reportMismatches(node, wiring, types, registry, problems);
  }
  return types;
}

/**
 * Each variable stands for the one type among those given that all others convert to; where there is none, for that
 * of the first port, and the others are mismatches.
 */
function bindVariables(node: WiredNode, types: WireTypes, registry: Registry): Bindings {
  const given = new Map<string, string[]>();
  for (const [name, { generic }] of Object.entries(node.inputs)) {
    if (generic === undefined) continue;
    for (const source of node.sources.get(name) ?? []) {
      const type = types.of(source);
      if (type !== undefined) given.set(generic, [...(given.get(generic) ?? []), type]);
    }
  }
  const chosen = [...given].map(([variable, candidates]): [string, string] => {
    const common = candidates.find((wanted) => candidates.every((type) => fits(type, wanted, registry)));
    return [variable, common ?? candidates[0]!];
  });
  return new Map(chosen);
}

function reportMismatches(
  node: WiredNode,
  wiring: Wiring,
  types: WireTypes,
  registry: Registry,
  problems: Problem[],
): void {
  for (const [name, sources] of node.sources) {
    const wanted = types.wanted(node, name);
    for (const source of sources) {
      const given = types.of(source);
      if (given === undefined || wanted === undefined || fits(given, wanted, registry)) continue;
      problems.push(mismatch(wiring.nodes[source.node]!, source.port, node, name, given, wanted, registry));
    }
  }
}

/** Whether a wire of type `given` may end at a port of type `wanted`, as it is or through a registered conversion. */
export function fits(given: string, wanted: string, registry: Registry): boolean {
  return given === wanted || registry.types.get(given)?.convertsTo?.[wanted] !== undefined;
}

function mismatch(
  from: WiredNode,
  output: string,
  to: WiredNode,
  input: string,
  given: string,
  wanted: string,
  registry: Registry,
): Problem {
  return problem({
    code: 'type-mismatch',
    message: `Cannot connect '${output}' of ${nodeLabel(from)} to '${input}' of ${nodeLabel(to)}: it needs ${phrase(wanted, registry)}, but gets ${phrase(given, registry)}.`,
    remedy: mismatchRemedy(given, wanted, registry),
    node: to.id,
    port: input,
  });
}

function phrase(type: string, registry: Registry): string {
  return registry.types.get(type)?.phrase ?? `a value of type ${type}`;
}

/** What to wire to an input of a type: the nodes that give such a value. */
export function missingInputRemedy(wanted: string, registry: Registry): string {
  const givers = [...registry.nodes.values()]
    .filter(
      ({ outputs }) =>
        typeof outputs !== 'function' && Object.values(outputs).some((port) => port.type === wanted),
    )
    .map((definition) => definition.title);
  return wireRemedy(wanted, givers, registry);
}

/** Names a node that turns one type into the other, or the nodes that give the wanted one. */
export function mismatchRemedy(given: string, wanted: string, registry: Registry): string {
  const bridges: string[] = [];
  const givers: string[] = [];
  for (const definition of registry.nodes.values()) {
    const { inputs, outputs } = definition;
    if (typeof inputs === 'function' || typeof outputs === 'function') continue;
    if (!Object.values(outputs).some((port) => port.type === wanted)) continue;
    givers.push(definition.title);
    if (Object.values(inputs).some((port) => port.type === given && !port.optional))
      bridges.push(definition.title);
  }
  if (bridges.length > 0) return `Put ${bridges.slice(0, 3).join(' or ')} between them.`;
  return wireRemedy(wanted, givers, registry);
}

function wireRemedy(wanted: string, givers: readonly string[], registry: Registry): string {
  if (givers.length > 0)
    return `Wire ${phrase(wanted, registry)} to it, for example from ${givers.slice(0, 3).join(' or ')}.`;
  return `Wire ${phrase(wanted, registry)} to it.`;
}
