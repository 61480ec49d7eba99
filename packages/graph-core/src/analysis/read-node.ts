import type { AnyNodeDefinition, Values } from '../definition/node-definition.ts';
import type { Registry } from '../definition/registry.ts';
import type { NodeRecord } from '../document/schema.ts';
import { type Problem, problem } from '../problem.ts';
import { didYouMean, nodeLabel } from './labels.ts';
import { type ParsedParams, parseParams } from './params.ts';

/** A node of the document with its definition and params, before ports and wires. */
export interface BareNode {
  readonly index: number;
  readonly id: string;
  readonly record: NodeRecord;
  /** Undefined for node types that this program does not know. */
  readonly definition: AnyNodeDefinition | undefined;
  /** After defaults and overrides. */
  readonly params: Values;
}

/** Finds a node's definition and reads its params, reporting an unknown type and values that cannot be used. */
export function readNode(
  index: number,
  id: string,
  record: NodeRecord,
  registry: Registry,
  overrides: ReadonlyMap<string, unknown> | undefined,
  problems: Problem[],
): BareNode {
  const definition = registry.nodes.get(record.type);
  if (!definition) {
    problems.push(unknownType(id, record.type, registry));
    return { index, id, record, definition, params: record.params };
  }
  if (record.version !== definition.version) problems.push(otherVersion(id, record.version, definition));
  const stored = overrides ? { ...record.params, ...Object.fromEntries(overrides) } : record.params;
  const parsed = parseParams(definition, stored);
  if (parsed.issues.length > 0 || parsed.unknown.length > 0) {
    reportParams(id, definition, stored, parsed, problems);
  }
  return { index, id, record, definition, params: parsed.values };
}

function unknownType(id: string, type: string, registry: Registry): Problem {
  return problem({
    code: 'unknown-node-type',
    message: `Node '${id}' has the type '${type}', which this program does not know.`,
    remedy: `${didYouMean(type, registry.nodes.keys())}Update Latentgraph, install the package that brings it, or replace the node; saving keeps it as it is.`,
    node: id,
  });
}

/** Loading migrates old nodes; what is left here is newer than this program, or could not be migrated. */
function otherVersion(id: string, version: number, definition: AnyNodeDefinition): Problem {
  const newer = version > definition.version;
  return problem({
    code: newer ? 'node-newer' : 'node-not-migrated',
    message: `${nodeLabel({ id, definition })} is of version ${version}; this program has version ${definition.version}.`,
    remedy: newer
      ? 'Update Latentgraph, or replace the node.'
      : 'Replace the node with a new one; its params could not be brought to this version.',
    node: id,
  });
}

function reportParams(
  id: string,
  definition: AnyNodeDefinition,
  stored: Values,
  { issues, unknown }: ParsedParams,
  problems: Problem[],
): void {
  const label = nodeLabel({ id, definition });
  const reported = new Set<string>();
  for (const { param, remedy } of issues) {
    if (reported.has(param)) continue;
    reported.add(param);
    problems.push(
      problem({
        code: 'param-invalid',
        message: `${label} cannot use ${shown(stored[param])} for '${param}'.`,
        remedy,
        node: id,
        param,
      }),
    );
  }
  for (const param of unknown) {
    problems.push(
      problem({
        code: 'param-unknown',
        severity: 'warning',
        message: `${label} has a value for '${param}', which is none of its params.`,
        remedy: `${didYouMean(param, Object.keys(definition.params.shape))}It is kept in the file and has no effect.`,
        node: id,
        param,
      }),
    );
  }
}

/** A value as messages show it: short, on one line. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
