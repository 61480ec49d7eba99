import { type WorkflowDocument, withOverrides } from '@latentgraph/graph-core';
import { builtinRegistry, type DocumentSeed, settleSeeds, wrapped } from '@latentgraph/nodes';
import { createSeedCounters, type SeedCounters } from './seed-counters.ts';

/** `node.param` → the seed that a run used. */
export type UsedSeeds = Readonly<Record<string, DocumentSeed>>;

export interface SettledRun {
  /** The document with fixed seeds: running it again gives the same pictures. */
  readonly document: WorkflowDocument;
  readonly used: UsedSeeds;
}

/** Chooses the seeds of runs, and remembers how far those that count have come. */
export interface SeedSettler {
  /**
   * @param workflow key of the workflow: each counts for itself
   * @param round position among the runs that were asked for together, from 0
   */
  settle(document: WorkflowDocument, workflow: string, round?: number): SettledRun;
}

/** Random seeds are short to retype, and the torch-cpu generator reads no more bits. */
const drawSeed = (): bigint => BigInt(crypto.getRandomValues(new Uint32Array(1))[0]!);

/** @param counters where it is remembered how far those that count have come */
export function createSeedSettler(
  draw: () => bigint = drawSeed,
  counters: SeedCounters = createSeedCounters(),
): SeedSettler {
  const countIn = (workflow: string) => (param: string, start: bigint, streams: bigint) => {
    const name = `${workflow} ${param}`;
    const counter = counters.read(name);
    const value = counter?.start === start ? counter.next : start;
    counters.write(name, { start, next: wrapped(value + streams) });
    return value;
  };

  return {
    settle(document, workflow, round = 0) {
      const choices = { draw, count: countIn(workflow), round };
      const { overrides, used } = settleSeeds(document, builtinRegistry, choices);
      return {
        document: withOverrides(document, overrides).document,
        used: Object.fromEntries(used.map(({ name, value }) => [name, value])),
      };
    },
  };
}
