import { randomInt } from 'node:crypto';
import type { SeedChoices } from '@latentgraph/nodes';

/** Largest seed drawn for the policy `random`: short to retype, and the torch-cpu generator reads no more bits. */
const RANDOM_SEEDS = 2 ** 32;

/** Seeds of the command line: drawn anew for each run, and counted from the file's own value, since no run remembers another. */
export const commandLineSeeds: Pick<SeedChoices, 'draw' | 'count'> = {
  draw: () => BigInt(randomInt(RANDOM_SEEDS)),
  count: (_name, own) => own,
};
