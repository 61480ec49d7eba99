import { type Problem, problem } from '@latentgraph/graph-core';
import { quoted } from '../safetensors/file-problems.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';

/** Thrown inside this folder where a tensor that an architecture is read from is missing or misshapen. */
export class ShapeFault extends Error {
  override readonly name = 'ShapeFault';
  readonly problem: Problem;

  constructor(what: string) {
    super(what);
    this.problem = problem({
      code: 'checkpoint-structure-unknown',
      message: `The structure of the model is not a known one: ${what}.`,
      remedy:
        'The file holds a model of another make, or was put together wrongly: look for another file of it.',
    });
  }
}

/** Sizes of tensors by name, for reading an architecture from them. */
export class Shapes {
  readonly #tensors: TensorTable;

  constructor(tensors: TensorTable) {
    this.#tensors = tensors;
  }

  has(name: string): boolean {
    return this.#tensors.has(name);
  }

  /** One size of a tensor that must be there, and have that axis. */
  size(name: string, axis: number): number {
    const size = this.#tensors.get(name)?.shape[axis];
    if (size === undefined) {
      throw new ShapeFault(
        this.has(name) ? `${quoted(name)} has too few axes` : `${quoted(name)} is missing`,
      );
    }
    if (size < 1) throw new ShapeFault(`${quoted(name)} is empty`);
    return size;
  }

  rank(name: string): number {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw new ShapeFault(`${quoted(name)} is missing`);
    return tensor.shape.length;
  }

  /** How many of name(0), name(1), … are there without a gap. */
  count(name: (index: number) => string): number {
    let index = 0;
    while (this.has(name(index))) index += 1;
    return index;
  }

  /** The first name with that ending, in the file's order. */
  endingWith(ending: string): string | undefined {
    for (const name of this.#tensors.keys()) if (name.endsWith(ending)) return name;
    return undefined;
  }
}
