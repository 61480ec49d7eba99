import type { ByteSource } from '../safetensors/byte-source.ts';
import { bitsOf, type Dtype } from '../safetensors/dtype.ts';

/** Names, types and shapes of a file, without its weights. */
export interface HeaderFixture {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly HeaderTensor[];
}

export interface HeaderTensor {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
}

/** The length and the header of a file whose tensors lie one behind the other. */
export function headerBytes({ metadata, tensors }: HeaderFixture, pad = true): Uint8Array {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header.__metadata__ = metadata;
  let end = 0;
  for (const tensor of tensors) {
    const start = end;
    end += byteLengthOf(tensor);
    header[tensor.name] = { dtype: tensor.dtype, shape: tensor.shape, data_offsets: [start, end] };
  }
  return withLength(JSON.stringify(header), pad);
}

/** Any text behind its length, as files begin. */
export function withLength(header: string, pad = false): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = pad ? Math.ceil(text.length / 8) * 8 : text.length;
  const bytes = new Uint8Array(8 + length).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  return bytes;
}

/** Bytes in memory, read as a file is. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { sizeBytes: bytes.length, read: async (from, to) => bytes.slice(from, to) };
}

/** A file of the size that its header needs, of gigabytes maybe, whose weights are all zero and nowhere kept. */
export function sourceOfHeader(header: HeaderFixture): ByteSource {
  const start = headerBytes(header);
  const sizeBytes = start.length + header.tensors.reduce((sum, tensor) => sum + byteLengthOf(tensor), 0);
  return {
    sizeBytes,
    read: async (from, to) => {
      const bytes = new Uint8Array(to - from);
      bytes.set(start.subarray(from, to));
      return bytes;
    },
  };
}

function byteLengthOf({ dtype, shape }: HeaderTensor): number {
  return (shape.reduce((product, size) => product * size, 1) * bitsOf(dtype)) / 8;
}
