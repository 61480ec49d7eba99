import type { Registry } from '../definition/registry.ts';
import type { Graph, WorkflowDocument } from '../document/schema.ts';
import { type Problem, problem } from '../problem.ts';
import { didYouMean } from './labels.ts';

/** Node id → param → value. */
export type ResolvedOverrides = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/**
 * Sorts overrides by node. A key is `node.param`, or the name of an exposed param.
 * An override stands above the param in the file and above a wire to it.
 */
export function resolveOverrides(
  document: WorkflowDocument,
  graph: Graph,
  registry: Registry,
  overrides: Readonly<Record<string, unknown>>,
  problems: Problem[],
): ResolvedOverrides {
  const resolved = new Map<string, Map<string, unknown>>();
  for (const [key, value] of Object.entries(overrides)) {
    const target = overrideTarget(key, document);
    const found = target && check(key, target, graph, registry);
    if (!target || found !== undefined) {
      problems.push(found ?? unknownName(key, document));
      continue;
    }
    const params = resolved.get(target.node) ?? new Map<string, unknown>();
    params.set(target.param, value);
    resolved.set(target.node, params);
  }
  return resolved;
}

export interface OverrideTarget {
  readonly node: string;
  readonly param: string;
}

/** What an override sets: its key is `node.param`, or the name of an exposed param. Undefined for a name that is not exposed. */
export function overrideTarget(key: string, document: WorkflowDocument): OverrideTarget | undefined {
  const dot = key.indexOf('.');
  if (dot > 0) return { node: key.slice(0, dot), param: key.slice(dot + 1) };
  return document.exposed?.find((exposed) => exposed.name === key);
}

function unknownName(key: string, document: WorkflowDocument): Problem {
  const names = (document.exposed ?? []).map((exposed) => exposed.name);
  return problem({
    code: 'override-unknown-name',
    message: `Cannot set '${key}': this workflow exposes no param of that name.`,
    remedy: `${didYouMean(key, names)}${names.length > 0 ? `It exposes ${names.join(', ')}; any other param is NODE.PARAM` : 'Write NODE.PARAM'}, for example prompt.text.`,
  });
}

/** Most that a message lists. */
const FEW = 30;

function nodesText(ids: readonly string[]): string {
  if (ids.length === 0) return 'This workflow has no nodes.';
  const more = ids.length > FEW ? ' …' : '';
  return `Its nodes are ${ids.slice(0, FEW).join(', ')}${more}.`;
}

function check(key: string, target: OverrideTarget, graph: Graph, registry: Registry): Problem | undefined {
  const record = Object.hasOwn(graph.nodes, target.node) ? graph.nodes[target.node] : undefined;
  if (!record) {
    return problem({
      code: 'override-unknown-node',
      message: `Cannot set '${key}': there is no node '${target.node}'.`,
      remedy: `${didYouMean(target.node, Object.keys(graph.nodes))}${nodesText(Object.keys(graph.nodes))}`,
    });
  }
  const definition = registry.nodes.get(record.type);
  const known = definition ? Object.keys(definition.params.shape) : [];
  if (known.includes(target.param)) return undefined;
  return problem({
    code: 'override-unknown-param',
    message: `Cannot set '${key}': ${record.type} has no param '${target.param}'.`,
    remedy: known.length > 0 ? `Its params are ${known.join(', ')}.` : 'It has no params that can be set.',
    node: target.node,
    param: target.param,
  });
}
