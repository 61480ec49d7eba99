import type { ModelFiles } from './model-files.ts';
import {
  HeaderBuilder,
  INITIALIZER_PREFIX_BYTES,
  type OnnxHeader,
  type OnnxValueInfo,
} from './onnx-header-builder.ts';
import {
  contentOf,
  type Field,
  fieldsOf,
  MAX_FIELD_HEADER_BYTES,
  readField,
  textOf,
  WireFormatError,
} from './protobuf.ts';

export type OnnxHeaderResult =
  | { readonly ok: true; readonly header: OnnxHeader }
  | { readonly ok: false; readonly reason: 'empty' | 'truncated' | 'not-onnx' };

const WINDOW_BYTES = 256 * 1024;
/** Nodes above this size are constants. */
const NODE_MAX_BYTES = 1024 * 1024;
/** Descriptions of inputs and outputs above this size are none. */
const VALUE_INFO_MAX_BYTES = 1024 * 1024;

/**
 * Reads inputs, outputs, custom operators and external files of an ONNX file in ranges, skipping its weights:
 * a file of gigabytes costs a few hundred small reads.
 */
export async function readOnnxHeader(
  files: ModelFiles,
  path: string,
  sizeBytes: number,
): Promise<OnnxHeaderResult> {
  if (sizeBytes === 0) return { ok: false, reason: 'empty' };
  const reader = new RangeReader(files, path, sizeBytes);
  const header = new HeaderBuilder();
  let graphs = 0;
  try {
    for await (const field of reader.fields(0, sizeBytes)) {
      if (field.number !== 7 || field.wireType !== 2) continue;
      graphs += 1;
      for await (const part of reader.fields(field.start, field.end))
        await addGraphField(header, reader, part);
    }
  } catch (error) {
    if (error instanceof TruncatedError) return { ok: false, reason: 'truncated' };
    if (error instanceof WireFormatError) return { ok: false, reason: 'not-onnx' };
    throw error;
  }
  return graphs === 1 ? { ok: true, header: header.build() } : { ok: false, reason: 'not-onnx' };
}

async function addGraphField(header: HeaderBuilder, reader: RangeReader, field: Field): Promise<void> {
  if (field.wireType !== 2) return;
  const length = field.end - field.start;
  if (field.number === 1 && length <= NODE_MAX_BYTES) header.addNode(await reader.bytes(field));
  if (field.number === 5) {
    const end = Math.min(field.end, field.start + INITIALIZER_PREFIX_BYTES);
    header.addInitializer(await reader.bytes({ start: field.start, end }));
  }
  if (field.number !== 11 && field.number !== 12) return;
  if (length > VALUE_INFO_MAX_BYTES) throw new WireFormatError('An input has no description.');
  header[field.number === 11 ? 'inputs' : 'outputs'].push(valueInfo(await reader.bytes(field)));
}

class TruncatedError extends Error {}

/** Walks fields of a file through a window of its bytes. */
class RangeReader {
  readonly #files: ModelFiles;
  readonly #path: string;
  readonly #sizeBytes: number;
  #window = new Uint8Array(0);
  #windowStart = 0;

  constructor(files: ModelFiles, path: string, sizeBytes: number) {
    this.#files = files;
    this.#path = path;
    this.#sizeBytes = sizeBytes;
  }

  /** The fields of the message at [from, to), with offsets into the file. */
  async *fields(from: number, to: number): AsyncGenerator<Field> {
    let offset = from;
    while (offset < to) {
      const header = await this.#range(offset, Math.min(offset + MAX_FIELD_HEADER_BYTES, to));
      const field = readField(header, 0);
      const end = offset + field.end;
      if (end > this.#sizeBytes) throw new TruncatedError();
      if (end > to) throw new WireFormatError('A field is longer than its message.');
      yield { ...field, start: offset + field.start, end };
      offset = end;
    }
  }

  bytes({ start, end }: Pick<Field, 'start' | 'end'>): Promise<Uint8Array> {
    return this.#range(start, end);
  }

  async #range(from: number, to: number): Promise<Uint8Array> {
    const start = this.#windowStart;
    if (from < start || to > start + this.#window.length) {
      const end = Math.min(Math.max(to, from + WINDOW_BYTES), this.#sizeBytes);
      this.#window = new Uint8Array(await this.#files.readBytes(this.#path, from, end));
      this.#windowStart = from;
    }
    const inWindow = from - this.#windowStart;
    return this.#window.subarray(inWindow, inWindow + to - from);
  }
}

function valueInfo(bytes: Uint8Array): OnnxValueInfo {
  let name = '';
  let shape: OnnxValueInfo['shape'] = [];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) name = textOf(contentOf(bytes, field));
    if (field.number === 2) shape = tensorShape(contentOf(bytes, field));
  }
  return { name, shape };
}

/** TypeProto → its tensor type → its shape → its dimensions. */
function tensorShape(type: Uint8Array): OnnxValueInfo['shape'] {
  const tensorType = lastMessage(type, 1);
  const shape = tensorType && lastMessage(tensorType, 2);
  if (shape === undefined) return [];
  return [...fieldsOf(shape)].map((field) => dimension(contentOf(shape, field)));
}

function dimension(bytes: Uint8Array): number | string | null {
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) return field.value;
    if (field.number === 2) return textOf(contentOf(bytes, field));
  }
  return null;
}

function lastMessage(bytes: Uint8Array, number: number): Uint8Array | undefined {
  let found: Uint8Array | undefined;
  for (const field of fieldsOf(bytes)) {
    if (field.number === number && field.wireType === 2) found = contentOf(bytes, field);
  }
  return found;
}
