import { valueBytes } from './value-size.ts';

/**
 * How values of a runtime hold memory. graph-core knows no tensors; it says when a value begins and stops to be
 * needed, and the runtime frees what nobody holds.
 */
export interface ValueMemory {
  retain(value: unknown): void;
  release(value: unknown): void;
  sizeBytes(value: unknown): number;
  /** Called when a node has finished and its outputs are retained: what else it made may go. */
  settle(): void;
}

/** For values that the garbage collector looks after. */
export const collectedMemory: ValueMemory = {
  retain() {},
  release() {},
  sizeBytes: (value) => valueBytes(value),
  settle() {},
};
