import type { Registry } from '../definition/registry.ts';
import { type Problem, problem } from '../problem.ts';
import { nodeLabel } from './labels.ts';
import type { Source, WiredNode, Wiring } from './wiring.ts';

/** Wire type by node index and output port; undefined where it is not known. */
export interface WireTypes {
  of(source: Source): string | undefined;
}

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
  const bindings: (ReadonlyMap<string, string> | undefined)[] = new Array(wiring.nodes.length);
  const types: WireTypes = {
    of({ node, port: name }) {
      const port = wiring.nodes[node]!.outputs[name];
      return port?.generic === undefined ? port?.type : bindings[node]?.get(port.generic);
    },
  };
  for (const index of order) {
    bindings[index] = bindInputs(wiring.nodes[index]!, wiring, types, registry, problems);
  }
  return types;
}

/** Checks a node's wires and returns what its type variables stand for. */
function bindInputs(
  node: WiredNode,
  wiring: Wiring,
  types: WireTypes,
  registry: Registry,
  problems: Problem[],
): ReadonlyMap<string, string> | undefined {
  if (!node.definition) return undefined;
  let bound: Map<string, string> | undefined;
  for (const [name, sources] of node.sources) {
    const port = node.inputs[name]!;
    for (const source of sources) {
      const given = types.of(source);
      if (given === undefined) continue;
      let wanted: string | undefined = port.type;
      if (port.generic !== undefined) {
        bound ??= new Map();
        wanted = bound.get(port.generic);
        if (wanted === undefined) {
          bound.set(port.generic, given);
          continue;
        }
      }
      if (!fits(given, wanted, registry)) {
        problems.push(mismatch(wiring.nodes[source.node]!, source.port, node, name, given, wanted, registry));
      }
    }
  }
  return bound;
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
