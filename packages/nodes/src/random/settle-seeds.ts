import {
  type AnyNodeDefinition,
  MAIN_GRAPH,
  type NodeRecord,
  parseParams,
  type Registry,
  type SeedPolicy,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { MAX_SEED, parseSeed } from './seed.ts';
import { hasPolicyParam, seedParams, seedPolicyOf } from './seed-policy.ts';
import { streamsOfSeed } from './streams-of-seed.ts';

/** As documents write it: JSON numbers are exact up to 2^53 only, larger seeds are strings. */
export type DocumentSeed = number | string;

/** A seed that a run uses: `node.param`, and its value. */
export interface UsedSeed {
  readonly name: string;
  readonly value: DocumentSeed;
}

export interface SettledSeeds {
  /** To be set for the run, by `node.param`: with them it uses fixed seeds only. */
  readonly overrides: Readonly<Record<string, DocumentSeed>>;
  readonly used: readonly UsedSeed[];
}

/** How seeds change that do not stay as the document has them. */
export interface SeedChoices {
  /** A new seed, for the policy `random`. */
  draw(): bigint;
  /**
   * The next seed for the policy `increment`.
   *
   * @param name `node.param`
   * @param own the document's value, where counting starts
   * @param streams how many seeds in a row the run uses: the next run goes on behind them
   */
  count(name: string, own: bigint, streams: bigint): bigint;
  /** For every seed, in place of what the document says. */
  readonly seed?: bigint | undefined;
  /**
   * Position among runs that are asked for together, from 0. Where no seed changes by itself, all of them go on
   * behind those of the run before, so that no two of these runs are alike.
   */
  readonly round?: number;
  /** What else is set for the run, by `node.param`: it stands above everything else. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/**
 * Chooses every seed of a workflow before it runs, because a run holds fixed seeds only: what was used can be kept with
 * its pictures and used again. Seeds that a wire gives are left to their wire.
 */
export function settleSeeds(
  document: WorkflowDocument,
  registry: Registry,
  choices: SeedChoices,
): SettledSeeds {
  const seeds = freeSeeds(document, registry, choices.set ?? {});
  const changing = seeds.some(({ policy }) => policy !== 'fixed');
  const round = changing ? 0n : BigInt(choices.round ?? 0);
  const overrides: Record<string, DocumentSeed> = {};
  const used: UsedSeed[] = [];
  for (const seed of seeds) {
    const value = asDocumentSeed(choose(seed, choices, round));
    used.push({ name: seed.name, value });
    if (seed.policy !== 'fixed' || value !== asDocumentSeed(seed.own)) overrides[seed.name] = value;
    if (seed.policy !== 'fixed' && seed.policyParam) overrides[seed.policyParam] = 'fixed';
  }
  return { overrides, used };
}

interface FreeSeed {
  /** `node.param` */
  readonly name: string;
  readonly own: bigint;
  /** Whether it was set for the run. */
  readonly isSet: boolean;
  readonly policy: SeedPolicy;
  /** `node.policy`, where the node has such a param. */
  readonly policyParam: string | undefined;
  /** How many seeds in a row the run uses from it on. */
  readonly streams: bigint;
}

function choose(seed: FreeSeed, choices: SeedChoices, round: bigint): bigint {
  const { name, own, policy, streams } = seed;
  if (seed.isSet) return own;
  if (choices.seed !== undefined) return wrapped(choices.seed + round * streams);
  if (policy === 'random') return choices.draw();
  if (policy === 'increment') return choices.count(name, own, streams);
  return wrapped(own + round * streams);
}

function freeSeeds(
  document: WorkflowDocument,
  registry: Registry,
  set: Readonly<Record<string, unknown>>,
): readonly FreeSeed[] {
  const { nodes, edges } = document.graphs[MAIN_GRAPH];
  const wired = new Set(edges.map(({ to }) => `${to.node}.${to.port}`));
  const isFree = (name: string) => !wired.has(name) || Object.hasOwn(set, name);
  return Object.entries(nodes).flatMap(([node, record]) => {
    const definition = registry.nodes.get(record.type);
    if (!definition) return [];
    return seedParams(definition)
      .filter((param) => isFree(`${node}.${param}`))
      .flatMap((param) => {
        const name = `${node}.${param}`;
        const own = asSeed(set[name] ?? ownValue(definition, record, param));
        if (own === undefined) return [];
        const policyParam = hasPolicyParam(definition) ? `${node}.policy` : undefined;
        const noted = policyParam === undefined ? record : withPolicy(record, set[policyParam]);
        const policy = seedPolicyOf(definition, noted, param);
        const streams = streamsOfSeed(document, registry, node, set);
        return [{ name, own, isSet: Object.hasOwn(set, name), policy, policyParam, streams }];
      });
  });
}

function withPolicy(record: NodeRecord, policy: unknown): NodeRecord {
  if (policy === undefined) return record;
  return { ...record, params: { ...record.params, policy: policy as NodeRecord['params'][string] } };
}

/** As the document has it, or the param's default. */
function ownValue(definition: AnyNodeDefinition, record: NodeRecord, param: string): unknown {
  return record.params[param] ?? parseParams(definition, record.params).values[param];
}

/** Undefined for what is no seed: running the document says so. */
function asSeed(value: unknown): bigint | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const parsed = parseSeed(value);
  return parsed.ok ? parsed.seed : undefined;
}

function asDocumentSeed(seed: bigint): DocumentSeed {
  return seed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seed) : String(seed);
}

/** Behind the largest seed the smallest follows. */
export function wrapped(seed: bigint): bigint {
  return seed % (MAX_SEED + 1n);
}
