/**
 * The few lines of the protocol-buffer wire format that reading an ONNX header takes.
 * Source: protobuf.dev, "Encoding".
 */

export interface Field {
  readonly number: number;
  /** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes */
  readonly wireType: number;
  /** The value of a varint; the length of anything else. */
  readonly value: number;
  /** Where the content starts, and where the next field does. For a varint both are the next field. */
  readonly start: number;
  readonly end: number;
}

/** The longest a tag and a length can be. */
export const MAX_FIELD_HEADER_BYTES = 20;

/** Thrown for bytes that are not the wire format; carried no further than this folder. */
export class WireFormatError extends Error {
  override readonly name = 'WireFormatError';
}

/** The field that starts at `offset`. Its content may lie beyond the end of `bytes`. */
export function readField(bytes: Uint8Array, offset: number): Field {
  const tag = readVarint(bytes, offset);
  const number = Math.floor(tag.value / 8);
  const wireType = tag.value % 8;
  if (number === 0) throw new WireFormatError('A field has the number 0.');
  if (wireType === 0) {
    const { value, end } = readVarint(bytes, tag.end);
    return { number, wireType, value, start: end, end };
  }
  if (wireType === 2) {
    const { value, end } = readVarint(bytes, tag.end);
    return { number, wireType, value, start: end, end: end + value };
  }
  const width = wireType === 1 ? 8 : wireType === 5 ? 4 : undefined;
  if (width === undefined) throw new WireFormatError(`There is no wire type ${wireType}.`);
  return { number, wireType, value: width, start: tag.end, end: tag.end + width };
}

/** All fields of a message that lies whole in `bytes`. */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let offset = 0;
  while (offset < bytes.length) {
    const field = readField(bytes, offset);
    if (field.end > bytes.length) throw new WireFormatError('A field is longer than its message.');
    yield field;
    offset = field.end;
  }
}

/** The content of a length-delimited field. */
export function contentOf(bytes: Uint8Array, field: Field): Uint8Array {
  return bytes.subarray(field.start, field.end);
}

/** Names in ONNX files are ASCII; other bytes come out as Latin-1, which is enough to show them. */
export function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 4096));
}

/** The numbers of a packed repeated field. */
export function packedNumbers(bytes: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const { value, end } = readVarint(bytes, offset);
    numbers.push(value);
    offset = end;
  }
  return numbers;
}

function readVarint(bytes: Uint8Array, offset: number): { value: number; end: number } {
  let value = 0;
  let scale = 1;
  for (let index = offset; index < offset + 10; index += 1) {
    const byte = bytes[index];
    if (byte === undefined) throw new WireFormatError('The bytes end inside a number.');
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, end: index + 1 };
    scale *= 128;
  }
  throw new WireFormatError('A number is longer than ten bytes.');
}
