/** Writes ONNX files with weights beside them, as onnx.proto3 numbers its fields. */

const FLOAT = 1;
const INT64 = 7;
const BLOCK_BYTES = 4 * 2 ** 20;
/** Small enough for sums over thousands of channels, large enough to stay clear of denormal numbers. */
const WEIGHT_RANGE = 0.02;

/** A graph that grows node by node; every method that adds one returns the name of its output. */
export class OnnxWriter {
  #nodes = [];
  #weights = [];
  #constants = new Map();
  #offset = 0;
  #count = 0;

  /** @param {string} location of the weights' file, beside the model */
  constructor(location) {
    this.location = location;
  }

  /** Bytes of all weights. */
  get weightBytes() {
    return this.#offset;
  }

  node(type, inputs, attributes = {}, outputs = 1) {
    const names = Array.from({ length: outputs }, () => `v${this.#count++}`);
    this.#nodes.push(
      Buffer.concat([
        ...inputs.map((name) => text(1, name)),
        ...names.map((name) => text(2, name)),
        text(4, type),
        ...Object.entries(attributes).map(([name, value]) => message(5, attribute(name, value))),
      ]),
    );
    return outputs === 1 ? names[0] : names;
  }

  /** Made numbers of these dims. */
  weight(...dims) {
    const name = `w${this.#weights.length}`;
    const length = dims.reduce((product, size) => product * size, 4);
    const entries = { location: this.location, offset: this.#offset, length };
    this.#weights.push(
      Buffer.concat([
        ...dims.map((size) => number(1, size)),
        number(2, FLOAT),
        text(8, name),
        ...Object.entries(entries).map(([key, value]) =>
          message(13, Buffer.concat([text(1, key), text(2, String(value))])),
        ),
        number(14, 1),
      ]),
    );
    // Pages: what is mapped has to begin on one.
    this.#offset += Math.ceil(length / 4096) * 4096;
    return name;
  }

  /** Numbers that the graph itself needs: shapes as integers, all others as floats. */
  constant(type, dims, values) {
    const key = `${type} ${dims} ${values}`;
    const known = this.#constants.get(key);
    if (known) return known.name;
    const name = `c${this.#constants.size}`;
    const data = type === INT64 ? BigInt64Array.from(values, BigInt) : Float32Array.from(values);
    const bytes = Buffer.concat([
      ...dims.map((size) => number(1, size)),
      number(2, type),
      text(8, name),
      message(9, Buffer.from(data.buffer)),
    ]);
    this.#constants.set(key, { name, bytes });
    return name;
  }

  ints(...values) {
    return this.constant(INT64, [values.length], values);
  }

  floats(...values) {
    return this.constant(FLOAT, values.length === 1 ? [] : [values.length], values);
  }

  /** The model's file. @param inputs, outputs dims by name: numbers, or names of what varies */
  bytes(inputs, outputs) {
    const initializers = [...this.#weights, ...[...this.#constants.values()].map(({ bytes }) => bytes)];
    const graph = Buffer.concat([
      ...this.#nodes.map((node) => message(1, node)),
      text(2, 'made'),
      ...initializers.map((tensor) => message(5, tensor)),
      ...Object.entries(inputs).map((entry) => message(11, valueInfo(...entry))),
      ...Object.entries(outputs).map((entry) => message(12, valueInfo(...entry))),
    ]);
    return Buffer.concat([number(1, 8), message(7, graph), message(8, number(2, 17))]);
  }

  /** What the weights' file holds, block by block. */
  *weightBlocks() {
    const block = new Float32Array(BLOCK_BYTES / 4);
    let state = 1;
    for (let index = 0; index < block.length; index += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      block[index] = (state / 2 ** 31 - 1) * WEIGHT_RANGE;
    }
    const bytes = Buffer.from(block.buffer);
    for (let left = this.#offset; left > 0; left -= BLOCK_BYTES) yield bytes.subarray(0, left);
  }
}

function attribute(name, value) {
  if (typeof value === 'string') return Buffer.concat([text(1, name), text(4, value), number(20, 3)]);
  if (Array.isArray(value)) {
    return Buffer.concat([text(1, name), ...value.map((part) => number(8, part)), number(20, 7)]);
  }
  return Buffer.concat([text(1, name), number(3, value), number(20, 2)]);
}

function valueInfo(name, dims) {
  const shape = dims.map((dim) => message(1, typeof dim === 'number' ? number(1, dim) : text(2, dim)));
  const tensor = Buffer.concat([number(1, FLOAT), message(2, Buffer.concat(shape))]);
  return Buffer.concat([text(1, name), message(2, message(1, tensor))]);
}

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

function number(field, value) {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

function message(field, bytes) {
  return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);
}

function text(field, content) {
  return message(field, Buffer.from(content));
}
