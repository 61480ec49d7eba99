import {
  MAIN_GRAPH,
  type NodeRecord,
  paramPorts,
  parseParams,
  type WorkflowDocument,
} from '@latentgraph/graph-core';
import { builtinRegistry, MAX_SEED, parseSeed } from '@latentgraph/nodes';
import { createSeedCounters, type SeedCounters } from './seed-counters.ts';
import { type SeedPolicy, seedPolicyOf } from './seed-policy.ts';

/** `node.param` → the seed that a run used, as documents write it. */
export type UsedSeeds = Readonly<Record<string, number | string>>;

export interface SettledSeeds {
  /** The document with fixed seeds: running it again gives the same pictures. */
  readonly document: WorkflowDocument;
  readonly used: UsedSeeds;
}

/** Chooses the seeds of runs, and remembers how far those that count have come. */
export interface SeedSettler {
  /**
   * @param workflow key of the workflow: each counts for itself
   * @param round position among the runs that were asked for together, from 0. Where no seed of the document
   *   changes by itself, all of them count up with the round, so that no two of these runs are alike.
   */
  settle(document: WorkflowDocument, workflow: string, round?: number): SettledSeeds;
}

/** Random seeds are short to retype, and the torch-cpu generator reads no more bits. */
const drawSeed = (): bigint => BigInt(crypto.getRandomValues(new Uint32Array(1))[0]!);

/** @param counters where it is remembered how far those that count have come */
export function createSeedSettler(
  draw: () => bigint = drawSeed,
  counters: SeedCounters = createSeedCounters(),
): SeedSettler {
  function count(name: string, start: bigint): bigint {
    const counter = counters.read(name);
    const value = counter?.start === start ? counter.next : start;
    counters.write(name, { start, next: wrapped(value + 1n) });
    return value;
  }

  function choose({ name, policy, own }: FreeSeed, workflow: string, round: number): bigint {
    if (policy === 'random') return draw();
    if (policy === 'increment') return count(`${workflow} ${name}`, own);
    return wrapped(own + BigInt(round));
  }

  return {
    settle(document, workflow, round = 0) {
      const seeds = freeSeeds(document);
      const changing = seeds.some(({ policy }) => policy !== 'fixed');
      const used: Record<string, number | string> = {};
      const nodes = { ...document.graphs[MAIN_GRAPH].nodes };
      for (const seed of seeds) {
        const value = asDocumentSeed(choose(seed, workflow, changing ? 0 : round));
        used[seed.name] = value;
        nodes[seed.node] = withFixedSeed(nodes[seed.node]!, seed.param, value);
      }
      const main = { ...document.graphs[MAIN_GRAPH], nodes };
      return { document: { ...document, graphs: { ...document.graphs, [MAIN_GRAPH]: main } }, used };
    },
  };
}

interface FreeSeed {
  /** `node.param` */
  readonly name: string;
  readonly node: string;
  readonly param: string;
  readonly policy: SeedPolicy;
  readonly own: bigint;
}

/** Every seed that no wire gives. Seed nodes keep theirs in `value`, which takes no wire. */
function freeSeeds(document: WorkflowDocument): FreeSeed[] {
  const { nodes, edges } = document.graphs[MAIN_GRAPH];
  const wired = new Set(edges.map(({ to }) => `${to.node}.${to.port}`));
  return Object.entries(nodes).flatMap(([node, record]) =>
    seedParams(record)
      .filter((param) => !wired.has(`${node}.${param}`))
      .flatMap((param) => {
        const own = ownSeed(record, param);
        const policy = seedPolicyOf(record, param);
        return own === undefined ? [] : [{ name: `${node}.${param}`, node, param, policy, own }];
      }),
  );
}

function seedParams({ type }: NodeRecord): string[] {
  const definition = builtinRegistry.nodes.get(type);
  if (definition === undefined) return [];
  if (definition.type === 'Seed') return ['value'];
  return Object.entries(paramPorts(definition)).flatMap(([name, port]) =>
    port.type === 'seed' ? [name] : [],
  );
}

/** Undefined for what is no seed: running the document says so. */
function ownSeed({ type, params }: NodeRecord, param: string): bigint | undefined {
  const value = params[param] ?? parseParams(builtinRegistry.nodes.get(type)!, params).values[param];
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const parsed = parseSeed(value);
  return parsed.ok ? parsed.seed : undefined;
}

function withFixedSeed(record: NodeRecord, param: string, value: number | string): NodeRecord {
  const { seedPolicies: _, ...rest } = record;
  const policy = record.params.policy === undefined ? {} : { policy: 'fixed' };
  return { ...rest, params: { ...record.params, ...policy, [param]: value } };
}

function wrapped(seed: bigint): bigint {
  return seed > MAX_SEED ? seed - MAX_SEED - 1n : seed;
}

/** JSON numbers are exact up to 2^53 only; larger seeds are strings. */
function asDocumentSeed(seed: bigint): number | string {
  return seed <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seed) : String(seed);
}
