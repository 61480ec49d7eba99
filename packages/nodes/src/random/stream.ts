import type { SeedValue } from '../contract/values.ts';
import type { NormalGenerator } from './generator.ts';
import { createGenerator } from './generators.ts';

/** Draws noise from a place in a stream of random numbers, and knows the place after it. */
export interface NoiseStream {
  /**
   * Standard normal numbers of these dims, row-major. With `batchSeeds: 'increment'` dims[0] is the batch, and
   * picture i draws [1, …rest] from its own stream.
   */
  draw(dims: readonly number[]): Float32Array;
  /** Where the stream now stands: a stream made of this value goes on with the next draw. */
  position(): SeedValue;
}

/**
 * A stream that goes on where `start` stands: its draws are replayed by skipping, without computing them.
 *
 * @throws ProblemError `unknown-generator`
 */
export function createStream(start: SeedValue): NoiseStream {
  const drawn: (readonly number[])[] = [...start.draws];
  const source = start.batchSeeds === 'increment' ? incrementSource(start) : sharedSource(start);
  return {
    draw(dims) {
      const noise = new Float32Array(sizeOf(dims));
      source(noise, dims);
      drawn.push([...dims]);
      return noise;
    },
    position: () => ({ ...start, draws: [...drawn] }),
  };
}

type Source = (target: Float32Array, dims: readonly number[]) => void;

/** One draw for the whole batch, as one torch generator gives it. */
function sharedSource({ generator: name, seed, draws }: SeedValue): Source {
  const generator = createGenerator(name, seed);
  for (const dims of draws) generator.skip(sizeOf(dims));
  return (target) => generator.fill(target);
}

/** Picture i draws from seed + i, so it looks the same whatever the size of the batch. */
function incrementSource({ generator: name, seed, draws }: SeedValue): Source {
  const generators: NormalGenerator[] = [];

  function generatorOf(picture: number): NormalGenerator {
    const generator = createGenerator(name, BigInt.asUintN(64, seed + BigInt(picture)));
    for (const dims of draws) {
      if (picture < dims[0]!) generator.skip(sizeOf(dims.slice(1)));
    }
    return generator;
  }

  return (target, dims) => {
    const size = sizeOf(dims.slice(1));
    for (let picture = 0; picture < dims[0]!; picture++) {
      const generator = generators[picture] ?? generatorOf(picture);
      generators[picture] = generator;
      generator.fill(target.subarray(picture * size, (picture + 1) * size));
    }
  };
}

function sizeOf(dims: readonly number[]): number {
  return dims.reduce((size, extent) => size * extent, 1);
}
