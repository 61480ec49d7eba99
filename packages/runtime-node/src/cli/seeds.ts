import { randomInt } from 'node:crypto';
import {
  type AnyNodeDefinition,
  MAIN_GRAPH,
  type NodeRecord,
  paramPorts,
  parseParams,
  type Registry,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import type { Overrides } from './assignments.ts';

/** A seed that a run used: which param held it, and its value as documents write it. */
export interface UsedSeed {
  /** `node.param` */
  readonly name: string;
  readonly value: number | string;
}

/** Largest seed drawn for the policy `random`: short to retype, and the torch-cpu generator reads no more bits. */
const RANDOM_SEEDS = 2 ** 32;

/**
 * Settles every seed of a workflow before it runs, because a run request holds fixed values only.
 *
 * `--seed` goes to every Seed node and to every seed param without a wire; `--set` stands above it. A Seed node
 * with the policy `random` draws a value; with `increment` it gives the file's own value, which is where
 * counting starts.
 *
 * @returns the overrides to add, and all seeds in use
 */
export function settleSeeds(
  document: WorkflowDocument,
  registry: Registry,
  set: Readonly<Overrides>,
  seed: bigint | undefined,
): { readonly overrides: Overrides; readonly used: readonly UsedSeed[] } {
  const overrides: Overrides = {};
  const used: UsedSeed[] = [];
  for (const { id, definition, record, param } of seedParams(document, registry, set)) {
    const name = `${id}.${param}`;
    const policyName = `${id}.policy`;
    const policy = isSeedNode(definition) ? (set[policyName] ?? record.params.policy ?? 'fixed') : 'fixed';
    const drawn = policy === 'random' ? randomInt(RANDOM_SEEDS) : undefined;
    const replaced = set[name] ?? (seed === undefined ? drawn : asDocumentSeed(seed));
    const value = replaced ?? ownValue(definition, record, param);
    if (replaced !== undefined || policy !== 'fixed') overrides[name] = value;
    if (policy !== 'fixed') overrides[policyName] = 'fixed';
    used.push({ name, value: value as number | string });
  }
  return { overrides, used };
}

interface SeedParam {
  readonly id: string;
  readonly definition: AnyNodeDefinition;
  readonly record: NodeRecord;
  readonly param: string;
}

/** Every seed of the workflow that no wire gives. Seed nodes keep theirs in `value`. */
function seedParams(document: WorkflowDocument, registry: Registry, set: Readonly<Overrides>): SeedParam[] {
  const { nodes, edges } = document.graphs[MAIN_GRAPH];
  const wired = new Set(edges.map(({ to }) => `${to.node}.${to.port}`));
  return Object.entries(nodes).flatMap(([id, record]) => {
    const definition = registry.nodes.get(record.type);
    if (!definition) return [];
    const params = isSeedNode(definition) ? ['value'] : paramsOfSeedType(definition);
    return params
      .filter((param) => !wired.has(`${id}.${param}`) || Object.hasOwn(set, `${id}.${param}`))
      .map((param) => ({ id, definition, record, param }));
  });
}

function paramsOfSeedType(definition: AnyNodeDefinition): string[] {
  return Object.entries(paramPorts(definition))
    .filter(([, port]) => port.type === 'seed')
    .map(([name]) => name);
}

function isSeedNode(definition: AnyNodeDefinition): boolean {
  return definition.type === 'Seed';
}

function ownValue(definition: AnyNodeDefinition, record: NodeRecord, param: string): unknown {
  return parseParams(definition, record.params).values[param];
}

/** JSON numbers are exact up to 2^53 only; larger seeds are strings. */
function asDocumentSeed(seed: bigint): number | string {
  return seed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seed) : String(seed);
}
