const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;

const ASCII = /^[\x20-\x7e]*$/;
const utf8 = new TextEncoder();

/**
 * Writes one protobuf message. Only what ONNX files need: varints, bytes, texts, messages and floats.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export class ProtobufWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** A whole number from 0 to 2^53 − 1, or a negative one as its two's complement in 64 bits. */
  integer(field: number, value: number): void {
    this.#tag(field, VARINT);
    this.#varint(value);
  }

  /** Several whole numbers in one field, packed. */
  integers(field: number, values: readonly number[]): void {
    const packed = new ProtobufWriter();
    for (const value of values) packed.#varint(value);
    this.bytes(field, packed.finish());
  }

  float(field: number, value: number): void {
    this.#tag(field, FIXED32);
    const at = this.#room(4);
    new DataView(this.#bytes.buffer).setFloat32(at, value, true);
  }

  /** As UTF-8. Names in a graph are ASCII nearly always, which needs no encoder. */
  text(field: number, value: string): void {
    if (ASCII.test(value)) {
      this.#tag(field, BYTES);
      this.#varint(value.length);
      const at = this.#room(value.length);
      for (let i = 0; i < value.length; i++) this.#bytes[at + i] = value.charCodeAt(i);
    } else this.bytes(field, utf8.encode(value));
  }

  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, BYTES);
    this.#varint(value.length);
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
  }

  message(field: number, write: (message: ProtobufWriter) => void): void {
    const message = new ProtobufWriter();
    write(message);
    this.bytes(field, message.finish());
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #tag(field: number, wireType: number): void {
    this.#varint(field * 8 + wireType);
  }

  #varint(value: number): void {
    // Bit operations end at 32 bits; negative numbers take the way of 64.
    if (value < 0) this.#negativeVarint(value);
    else {
      let rest = value;
      for (; rest >= 128; rest = Math.floor(rest / 128)) this.#byte((rest % 128) + 128);
      this.#byte(rest);
    }
  }

  #negativeVarint(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest >= 128n; rest >>= 7n) this.#byte(Number(rest & 127n) + 128);
    this.#byte(Number(rest));
  }

  #byte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  /** Where the next `count` bytes go; the array may be another one afterwards. */
  #room(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
    }
    return at;
  }
}
