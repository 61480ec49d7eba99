import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { SeedValue } from '../contract/values.ts';
import { parseSeed } from './seed.ts';

export const DEFAULT_GENERATOR = 'torch-cpu';

/** A seed as files hold it: a whole number, or a decimal string above 2^53. */
export const seedSchema = z
  .union([z.int().min(0), z.string().max(40)])
  .refine((value) => parseSeed(value).ok, {
    error:
      'A seed is a whole number from 0 to 18446744073709551615; write it as a string above 9007199254740991.',
  })
  .meta({ wire: 'seed', widget: 'seed' });

/** The stream that a seed from a file starts. @throws ProblemError `invalid-seed` */
export function streamFromSeed(
  seed: number | string,
  options: Partial<Pick<SeedValue, 'generator' | 'batchSeeds'>> = {},
): SeedValue {
  const parsed = parseSeed(seed);
  if (!parsed.ok) throw new ProblemError(parsed.problems[0]!);
  return { generator: DEFAULT_GENERATOR, batchSeeds: 'shared', ...options, seed: parsed.seed, draws: [] };
}

/** How a wire of type integer becomes a seed. */
export function streamFromInteger(value: number): SeedValue {
  return streamFromSeed(value);
}
