import { ProblemError } from '@latentgraph/graph-core';
import type { NormalGenerator } from './generator.ts';
import { torchCpu } from './torch-cpu.ts';

/** Random generators by the names that documents use. Adding one is a file and a line here. */
const GENERATORS: ReadonlyMap<string, (seed: bigint) => NormalGenerator> = new Map([['torch-cpu', torchCpu]]);

/** What `generator` of a seed may be; the first is the default. */
export const generatorNames: readonly string[] = [...GENERATORS.keys()];

/**
 * @param seed 64 bits, unsigned
 * @throws ProblemError `unknown-generator`
 */
export function createGenerator(name: string, seed: bigint): NormalGenerator {
  const create = GENERATORS.get(name);
  if (create === undefined) {
    throw new ProblemError({
      code: 'unknown-generator',
      message: `There is no random generator called '${name}'.`,
      remedy: `Choose one of: ${generatorNames.join(', ')}.`,
    });
  }
  return create(seed);
}
