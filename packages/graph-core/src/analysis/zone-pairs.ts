import type { Registry } from '../definition/registry.ts';
import { type Problem, problem } from '../problem.ts';
import { nodeLabel, quotedList } from './labels.ts';
import type { BareNode } from './read-node.ts';

/** Indices of the start and the end of each zone, by zone id; unpaired ones are reported and absent. */
export type ZonePairs = ReadonlyMap<string, { readonly start: number; readonly end: number }>;

/** Brings together the start and the end of every zone, and reports those that have no one other. */
export function pairZones(nodes: readonly BareNode[], registry: Registry, problems: Problem[]): ZonePairs {
  const found = new Map<string, { start: BareNode[]; end: BareNode[] }>();
  for (const node of nodes) {
    const role = node.definition?.zone;
    if (!role) continue;
    const zone = String(node.params.zone);
    const entry = found.get(zone) ?? { start: [], end: [] };
    entry[role].push(node);
    found.set(zone, entry);
  }
  const pairs = new Map<string, { start: number; end: number }>();
  for (const [zone, { start, end }] of found) {
    const [first, last] = [start[0], end[0]];
    if (first && last && start.length === 1 && end.length === 1) {
      pairs.set(zone, { start: first.index, end: last.index });
    } else {
      const words = unpairedWords(zone, start, end, registry);
      for (const node of [...start, ...end]) problems.push(unpaired(zone, node, words));
    }
  }
  return pairs;
}

type Words = Pick<Problem, 'message' | 'remedy'>;

function unpaired(zone: string, node: BareNode, words: Words): Problem {
  return problem({ code: 'zone-unpaired', ...words, node: node.id, param: 'zone', zone });
}

function unpairedWords(
  zone: string,
  starts: readonly BareNode[],
  ends: readonly BareNode[],
  registry: Registry,
): Words {
  const [only, ...others] = [...starts, ...ends];
  if (only && others.length === 0) {
    const missing = only.definition?.zone === 'start' ? 'end' : 'start';
    const added = `Add ${titlesOf(missing, registry)} for zone '${zone}'`;
    return missing === 'end'
      ? {
          message: `The loop that ${nodeLabel(only)} opens has no end yet.`,
          remedy: `${added}, and wire the loop to it.`,
        }
      : {
          message: `The loop that ${nodeLabel(only)} closes has no start yet.`,
          remedy: `${added}, and wire the loop from there to here.`,
        };
  }
  return {
    message: `Zone '${zone}' has ${counted('start', starts)} and ${counted('end', ends)}.`,
    remedy: 'A loop has one start and one end: choose another zone in those that belong to another loop.',
  };
}

/** `no end`, `one end ('c')`, `2 starts ('a' and 'b')`. */
function counted(role: 'start' | 'end', nodes: readonly BareNode[]): string {
  if (nodes.length === 0) return `no ${role}`;
  const count = nodes.length === 1 ? `one ${role}` : `${nodes.length} ${role}s`;
  return `${count} (${quotedList(nodes.map(({ id }) => id))})`;
}

function titlesOf(role: 'start' | 'end', registry: Registry): string {
  const titles = [...registry.nodes.values()].filter(({ zone }) => zone === role).map(({ title }) => title);
  return titles.length === 0 ? `the ${role} of a loop` : titles.join(' or ');
}
