import type { TensorTable } from '../safetensors/stored-tensor.ts';

/** A kind of file that is known by its names, and is no model whose graphs can be built. */
export interface OtherKind {
  readonly id: string;
  /** As a message names it: `a LoRA`. */
  readonly title: string;
  matches(names: Names): boolean;
}

/** Questions about the names in a file. */
export class Names {
  readonly tensors: TensorTable;
  readonly #all: readonly string[];

  constructor(tensors: TensorTable) {
    this.tensors = tensors;
    this.#all = [...tensors.keys()];
  }

  /** Whether all of these are in the file. */
  has(...names: readonly string[]): boolean {
    return names.every((name) => this.tensors.has(name));
  }

  /** Whether a name holds one of these. */
  holds(...parts: readonly string[]): boolean {
    return this.#all.some((name) => parts.some((part) => name.includes(part)));
  }

  startsWith(prefix: string): boolean {
    return this.#all.some((name) => name.startsWith(prefix));
  }

  rank(name: string): number | undefined {
    return this.tensors.get(name)?.shape.length;
  }

  /** Whether every tensor is a list of vectors, and there are at most `count`. */
  onlyVectors(count: number): boolean {
    const tensors = [...this.tensors.values()];
    return (
      tensors.length > 0 &&
      tensors.length <= count &&
      tensors.every(({ shape }) => shape.length >= 1 && shape.length <= 2)
    );
  }
}
