import { createHash } from 'node:crypto';
import type { Dtype } from '../safetensors/dtype.ts';
import { type HeaderTensor, headerBytes } from './safetensors-bytes.ts';

/** A complete description of a small safetensors file, weights included. */
export interface CheckpointRecipe {
  readonly file: string;
  readonly metadata: Record<string, string> | null;
  /** Whether the header is padded with blanks to a multiple of eight bytes. */
  readonly pad: boolean;
  readonly bytes: number;
  readonly sha256: string;
  readonly tensors: readonly RecipeTensor[];
}

interface RecipeTensor {
  /** Name, type and shape. */
  readonly n: string;
  readonly d: 'F32' | 'F16' | 'BF16' | 'I64';
  readonly s: readonly number[];
  /** The values: parts of [seed, mean, scale, count] … */
  readonly g?: readonly (readonly [seed: number, mean: number, scale: number, count: number])[];
  /** … stored as the transpose of a matrix [rows, columns] … */
  readonly t?: readonly [rows: number, columns: number];
  /** … or the bytes themselves … */
  readonly b64?: string;
  /** … or 0, 1, 2 … */
  readonly arange?: boolean;
}

/** Names, types and shapes of a recipe's tensors. */
export function recipeTensors(recipe: CheckpointRecipe): readonly HeaderTensor[] {
  return recipe.tensors.map(({ n, d, s }) => ({ name: n, dtype: d, shape: s }));
}

/** The bytes of the file that a recipe describes; throws where they are not those of its SHA-256. */
export function makeCheckpoint(recipe: CheckpointRecipe): Uint8Array<ArrayBuffer> {
  const header = headerBytes({ metadata: recipe.metadata ?? {}, tensors: recipeTensors(recipe) }, recipe.pad);
  const parts = [header, ...recipe.tensors.map(tensorBytes)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== recipe.sha256) throw new Error(`${recipe.file}: SHA-256 ${sha256}, not ${recipe.sha256}`);
  return bytes;
}

function tensorBytes(tensor: RecipeTensor): Uint8Array {
  if (tensor.b64 !== undefined) return new Uint8Array(Buffer.from(tensor.b64, 'base64'));
  const count = tensor.s.reduce((product, size) => product * size, 1);
  if (tensor.arange) return bytesOf(BigInt64Array.from({ length: count }, (_, index) => BigInt(index)));
  const values = valuesOf(tensor, count);
  return storeAs(tensor.d, tensor.t ? transpose(values, ...tensor.t) : values);
}

function valuesOf(tensor: RecipeTensor, count: number): Float32Array {
  const values = new Float32Array(count);
  let at = 0;
  for (const [seed, mean, scale, length] of tensor.g ?? []) {
    for (let index = 0; index < length; index += 1) values[at + index] = mean + scale * noise(seed, index);
    at += length;
  }
  return values;
}

function storeAs(dtype: Dtype, values: Float32Array): Uint8Array {
  if (dtype === 'F32') return bytesOf(values);
  const round = dtype === 'F16' ? toFloat16 : toBfloat16;
  const stored = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index += 1) stored[index] = round(values[index]!);
  return bytesOf(stored);
}

function bytesOf(array: { readonly buffer: ArrayBufferLike }): Uint8Array {
  return new Uint8Array(array.buffer);
}

function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  return values.map((_, index) => values[(index % rows) * columns + Math.floor(index / rows)]!);
}

/** A number in [−1, 1) for each seed and index: two rounds of MurmurHash3's finalizer. */
function noise(seed: number, index: number): number {
  const hash = mix(mix((Math.imul(index, 0x9e3779b1) + seed) | 0)) >>> 0;
  return hash / 2 ** 31 - 1;
}

function mix(value: number): number {
  let hash = value;
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/** The bits of the nearest bfloat16, ties to even. */
function toBfloat16(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0]!;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/** The bits of the nearest float16, ties to even. */
function toFloat16(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const mantissa = bits & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  if (exponent > 0) return sign | roundedShift((exponent << 23) | mantissa, 13);
  return sign | roundedShift(mantissa | 0x800000, 14 - exponent);
}

/** value / 2^shift, rounded to nearest, ties to even. */
function roundedShift(value: number, shift: number): number {
  const quotient = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return quotient + (rest > half || (rest === half && (quotient & 1) === 1) ? 1 : 0);
}
