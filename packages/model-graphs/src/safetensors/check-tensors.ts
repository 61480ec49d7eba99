import { failed, type Problem, type Result } from '@latentgraph/graph-core';
import { bitsOf, type Dtype, isDtype } from './dtype.ts';
import { fileProblems, quoted } from './file-problems.ts';
import type { StoredTensor, TensorTable } from './stored-tensor.ts';

interface DataRegion {
  readonly file: string;
  readonly sizeBytes: number;
  /** Where the header ends and the data starts, which offsets in the header count from. */
  readonly dataOffset: number;
}

/** More axes than any weight has. */
const MAX_RANK = 16;

/**
 * Checks what a header says of its tensors: known types, sizes that fit the offsets, and data that fills the rest
 * of the file without hole or overlap. Returns the tensors in the header's order, with offsets into the file.
 */
export function checkTensors(
  region: DataRegion,
  fields: ReadonlyMap<string, unknown>,
): Result<{ tensors: TensorTable }> {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, value] of fields) {
    const tensor = readTensor(region, name, value);
    if ('code' in tensor) return failed([tensor]);
    tensors.set(name, tensor);
  }
  const fault = checkCoverage(region, [...tensors.values()]);
  return fault ? failed([fault]) : { ok: true, warnings: [], tensors };
}

function readTensor(region: DataRegion, name: string, value: unknown): StoredTensor | Problem {
  const { file } = region;
  const broken = (what: string) => fileProblems.tensorBroken(file, name, what);
  if (typeof value !== 'object' || value === null) return broken('is not described by an object');
  const { dtype, shape, data_offsets: offsets } = value as Record<string, unknown>;
  if (typeof dtype !== 'string') return broken('has no type');
  if (!isDtype(dtype)) return fileProblems.unknownDtype(file, name, dtype);
  if (!isSizes(shape)) return broken('has a shape that is not a list of sizes');
  if (!isSizes(offsets) || offsets.length !== 2) return broken('has no start and end');
  const [start, end] = offsets as [number, number];
  if (end < start) return broken('ends before it starts');
  const byteLength = byteLengthOf(dtype, shape);
  if (byteLength !== end - start) {
    const beyond =
      region.dataOffset + end > region.sizeBytes ? ', some of them beyond the end of the file' : '';
    return broken(`takes ${end - start} bytes${beyond}, which do not fit ${dtype} [${shape.join(', ')}]`);
  }
  return { file, name, dtype, shape, offset: region.dataOffset + start, byteLength };
}

function isSizes(value: unknown): value is number[] {
  if (!Array.isArray(value) || value.length > MAX_RANK) return false;
  return value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/** Bytes of a tensor; undefined where they are beyond counting, or not whole. */
function byteLengthOf(dtype: Dtype, shape: readonly number[]): number | undefined {
  const bits = shape.reduce((product, size) => product * size, bitsOf(dtype));
  return bits % 8 === 0 && Number.isSafeInteger(bits) ? bits / 8 : undefined;
}

/** Walks the tensors in the order of their data: each starts where the one before ended, the last at the file's end. */
function checkCoverage(region: DataRegion, tensors: StoredTensor[]): Problem | undefined {
  const { file, sizeBytes } = region;
  tensors.sort((a, b) => a.offset - b.offset || a.byteLength - b.byteLength);
  let end = region.dataOffset;
  let before: StoredTensor | undefined;
  for (const tensor of tensors) {
    if (tensor.offset < end)
      return fileProblems.tensorBroken(file, tensor.name, `shares bytes with ${quoted(before!.name)}`);
    if (tensor.offset > end)
      return fileProblems.tensorBroken(
        file,
        tensor.name,
        `follows ${tensor.offset - end} bytes that belong to no tensor`,
      );
    end = tensor.offset + tensor.byteLength;
    before = tensor;
  }
  if (end > sizeBytes) return fileProblems.truncated(file, sizeBytes, end);
  if (end < sizeBytes)
    return fileProblems.headerBroken(file, `${sizeBytes - end} bytes at the end belong to no tensor`);
  return undefined;
}
