import {
  contentOf,
  type Field,
  fieldsOf,
  MAX_FIELD_HEADER_BYTES,
  packedNumbers,
  readField,
  textOf,
} from './protobuf.ts';

/** What an ONNX file says about itself, read without its weights. Field numbers: onnx.proto3. */
export interface OnnxHeader {
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  /** Operators outside the standard, each once, as `com.microsoft.NhwcConv`. */
  readonly customOperators: readonly string[];
  /** Files beside it that hold weights, and how many bytes of each are used. */
  readonly externalData: ReadonlyMap<string, number>;
  /** Channels that the first convolution over an input takes, by the input's name: told even where its axes have names alone. */
  readonly convolvedChannels: ReadonlyMap<string, number>;
}

export interface OnnxValueInfo {
  readonly name: string;
  /** Sizes, symbolic names, or null where the file leaves an axis open. */
  readonly shape: readonly (number | string | null)[];
}

/** Shape, name and place of an initialiser stand before its weights, in so many bytes. */
export const INITIALIZER_PREFIX_BYTES = 4096;

/** Operators that hand on what they are given, in another type or under another name. */
const PASSING_ON = new Set(['Cast', 'DequantizeLinear', 'Identity', 'QuantizeLinear']);
/** Convolutions whose weights are [out, in / groups, …]. */
const CONVOLUTIONS = new Set(['Conv', 'ConvInteger', 'FusedConv']);
/** Its inputs are data, scale, zero point, and then the weight. */
const QUANTIZED_CONVOLUTION = 'QLinearConv';

/** Gathers what a header says from the parts of a graph, in whatever order they come. */
export class HeaderBuilder {
  readonly inputs: OnnxValueInfo[] = [];
  readonly outputs: OnnxValueInfo[] = [];
  readonly #customOperators = new Set<string>();
  readonly #externalData = new Map<string, number>();
  /** Dims of the weights by name. */
  readonly #initializers = new Map<string, readonly number[]>();
  /** What a value is another form of. Nodes are sorted, so that a form comes after what it is made of. */
  readonly #origins = new Map<string, string>();
  /** The weight of the first convolution over a value. */
  readonly #convolutions = new Map<string, { readonly weight: string; readonly groups: number }>();

  addNode(bytes: Uint8Array): void {
    const node = readNode(bytes);
    const { domain, operator, inputs, outputs } = node;
    if (domain !== '' && domain !== 'ai.onnx') this.#customOperators.add(`${domain}.${operator}`);
    const [input] = inputs;
    const [output] = outputs;
    if (input === undefined || output === undefined) return;
    if (PASSING_ON.has(operator)) this.#origins.set(output, this.#originOf(input));
    const weight = inputs[operator === QUANTIZED_CONVOLUTION ? 3 : 1];
    if (weight === undefined || !(CONVOLUTIONS.has(operator) || operator === QUANTIZED_CONVOLUTION)) return;
    const origin = this.#originOf(input);
    if (!this.#convolutions.has(origin)) this.#convolutions.set(origin, { weight, groups: node.groups });
  }

  /** @param bytes of the initialiser, as far as they come before its weights */
  addInitializer(bytes: Uint8Array): void {
    const dims: number[] = [];
    const entries = new Map<string, string>();
    let name = '';
    for (const field of fieldsWithin(bytes)) {
      if (field.number === 1) dims.push(...numbersOf(bytes, field));
      if (field.number === 8) name = textOf(contentOf(bytes, field));
      if (field.number !== 13) continue;
      const entry = contentOf(bytes, field);
      const [key, value] = [...fieldsOf(entry)].map((part) => textOf(contentOf(entry, part)));
      if (key !== undefined && value !== undefined) entries.set(key, value);
    }
    this.#initializers.set(name, dims);
    const location = entries.get('location');
    if (location === undefined) return;
    const used = Number(entries.get('offset') ?? 0) + Number(entries.get('length') ?? 0);
    this.#externalData.set(location, Math.max(this.#externalData.get(location) ?? 0, used));
  }

  build(): OnnxHeader {
    // Files of ONNX IR version 3 list their weights among the inputs too.
    const inputs = this.inputs.filter((input) => !this.#initializers.has(input.name));
    return {
      inputs,
      outputs: this.outputs,
      customOperators: [...this.#customOperators].sort(),
      externalData: this.#externalData,
      convolvedChannels: new Map(
        inputs.flatMap(({ name }) => {
          const channels = this.#convolvedChannels(name);
          return channels === undefined ? [] : [[name, channels] as const];
        }),
      ),
    };
  }

  #originOf(value: string): string {
    return this.#origins.get(value) ?? value;
  }

  #convolvedChannels(input: string): number | undefined {
    const convolution = this.#convolutions.get(input);
    const dims = convolution && this.#initializers.get(this.#originOf(convolution.weight));
    return dims?.length === 4 ? dims[1]! * convolution!.groups : undefined;
  }
}

interface OnnxNode {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly operator: string;
  readonly domain: string;
  readonly groups: number;
}

function readNode(bytes: Uint8Array): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  let [operator, domain, groups] = ['', '', 1];
  for (const field of fieldsOf(bytes)) {
    if (field.number === 1) inputs.push(textOf(contentOf(bytes, field)));
    if (field.number === 2) outputs.push(textOf(contentOf(bytes, field)));
    if (field.number === 4) operator = textOf(contentOf(bytes, field));
    if (field.number === 5) groups = groupsOf(contentOf(bytes, field)) ?? groups;
    if (field.number === 7) domain = textOf(contentOf(bytes, field));
  }
  return { inputs, outputs, operator, domain, groups };
}

/** The value of an attribute `group`; undefined for any other. */
function groupsOf(attribute: Uint8Array): number | undefined {
  let [name, value] = ['', 1];
  for (const field of fieldsOf(attribute)) {
    if (field.number === 1) name = textOf(contentOf(attribute, field));
    if (field.number === 3) value = field.value;
  }
  return name === 'group' ? value : undefined;
}

/** The fields that lie whole in `bytes`, up to the first that does not; a cut may go through the head of one. */
function* fieldsWithin(bytes: Uint8Array): Generator<Field> {
  const cut = bytes.length === INITIALIZER_PREFIX_BYTES ? MAX_FIELD_HEADER_BYTES : 0;
  let offset = 0;
  while (offset + cut < bytes.length) {
    const field = readField(bytes, offset);
    if (field.end > bytes.length) return;
    yield field;
    offset = field.end;
  }
}

/** Numbers of a repeated field, whether each stands alone or all are packed. */
function numbersOf(bytes: Uint8Array, field: Field): readonly number[] {
  if (field.wireType === 0) return [field.value];
  return field.wireType === 2 ? packedNumbers(contentOf(bytes, field)) : [];
}
