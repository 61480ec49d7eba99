import type { Dtype } from './dtype.ts';

/** One tensor as a file's header states it, checked: its bytes lie inside the file and fit type and shape. */
export interface StoredTensor {
  /** The file's path, as whoever opened it names it. */
  readonly file: string;
  /** The name in that file. */
  readonly name: string;
  readonly dtype: Dtype;
  /** Row-major; empty for a scalar. */
  readonly shape: readonly number[];
  /** Where its bytes start, counted from the first byte of the file. */
  readonly offset: number;
  readonly byteLength: number;
}

/** Tensors by name: of a file, of all shards of a component, or of one part of a file with its prefix removed. */
export type TensorTable = ReadonlyMap<string, StoredTensor>;

/** The tensors whose names start with the prefix, under names without it. */
export function underPrefix(tensors: TensorTable, prefix: string): TensorTable {
  if (prefix === '') return tensors;
  const part = new Map<string, StoredTensor>();
  for (const [name, tensor] of tensors) {
    if (name.startsWith(prefix)) part.set(name.slice(prefix.length), tensor);
  }
  return part;
}
