import { type WeightRef, type Weights, weightOf } from '../names/weights.ts';
import type { WeightDtype } from '../safetensors/dtype.ts';
import { GraphParts } from './graph-parts.ts';
import { type Attribute, type Dims, ELEMENT_TYPES, type ElementType, type OnnxGraph } from './model.ts';

/** What flows along an edge of the graph. */
export interface Value {
  readonly name: string;
  readonly type: ElementType;
}

/** What the device that runs the graph computes with, and which of onnxruntime's fused operators it has. */
export interface GraphTraits {
  readonly arithmetic: 'float32' | 'float16';
  /** `MultiHeadAttention`: never holds all scores of a head at once. */
  readonly fusedAttention: boolean;
  /** `FusedMatMul`: takes the weights of linear layers as checkpoints store them. */
  readonly fusedLinear: boolean;
}

const WEIGHT_TYPES: Readonly<Record<WeightDtype, ElementType>> = {
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
};

export interface NodeOptions {
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** Of the output; that of the first input when left out. */
  readonly type?: ElementType;
}

/**
 * Collects the nodes of one graph, in the order in which they run, with their constants and weights.
 *
 * A builder stands at one module of the model, and `at` gives one for a module within. Names of weights and nodes
 * are relative to where it stands, so that a layer reads the same wherever it is used.
 */
export class GraphBuilder {
  readonly traits: GraphTraits;
  readonly #weights: Weights;
  readonly #graph: GraphParts;
  /** Of the module that it stands at; empty for the model itself. */
  readonly #path: string;

  private constructor(traits: GraphTraits, weights: Weights, graph: GraphParts, path: string) {
    this.traits = traits;
    this.#weights = weights;
    this.#graph = graph;
    this.#path = path;
  }

  static create(traits: GraphTraits, weights: Weights): GraphBuilder {
    return new GraphBuilder(traits, weights, new GraphParts(), '');
  }

  /** The same graph, at a module within this one, such as `down_blocks.0`. */
  at(module: string): GraphBuilder {
    return new GraphBuilder(this.traits, this.#weights, this.#graph, within(this.#path, module));
  }

  /** Whether the checkpoint has this module's `weight` (or another parameter of it). */
  has(parameter = 'weight'): boolean {
    return this.#weights.has(within(this.#path, parameter));
  }

  /** Sizes of a parameter, as its module has them. @throws Error when the checkpoint has none. */
  dimsOf(parameter: string): readonly number[] {
    return this.#ref(parameter).shape;
  }

  /** Whether the bytes hold the transpose of what the module has. */
  isTransposed(parameter: string): boolean {
    return this.#ref(parameter).transposed;
  }

  /**
   * A parameter of this module in the type of the arithmetic. Its bytes may be read as other sizes of the same
   * count, say a convolution of one pixel as a matrix. @throws Error when the checkpoint has none.
   */
  weight(parameter: string, dims?: readonly number[]): Value {
    return this.cast(this.storedWeight(parameter, dims), this.traits.arithmetic);
  }

  /** The same in the type of the file. */
  storedWeight(parameter: string, dims = this.dimsOf(parameter)): Value {
    const { file, offset, byteLength, dtype } = this.#ref(parameter);
    const name = within(this.#path, parameter);
    const type = WEIGHT_TYPES[dtype];
    this.#graph.weights.set(name, { name, type, dims, file, offset, byteLength });
    return { name, type };
  }

  input(name: string, type: ElementType, dims: Dims): Value {
    this.#graph.inputs.push({ name, type, dims });
    return { name, type };
  }

  /** Gives a value to whoever runs the graph, as float32, under a name of its own. */
  output(name: string, value: Value, dims: Dims): void {
    const { type } = value;
    const [operator, options]: [string, NodeOptions] =
      type === 'float32'
        ? ['Identity', {}]
        : ['Cast', { attributes: { to: { int: ELEMENT_TYPES.float32 } } }];
    this.#push(name, operator, [value], [name], options);
    this.#graph.outputs.push({ name, type: 'float32', dims });
  }

  /** One operator with one output; `null` leaves an optional input out. */
  node(operator: string, inputs: readonly (Value | null)[], options: NodeOptions = {}): Value {
    const name = this.#graph.freshName(within(this.#path, operator));
    const type = options.type ?? inputs[0]?.type;
    if (type === undefined) throw new Error(`The output of ${operator} needs a type.`);
    this.#push(name, operator, inputs, [name], options);
    return { name, type };
  }

  /** Two halves of a tensor along its last axis. */
  halves(x: Value): readonly [Value, Value] {
    const name = this.#graph.freshName(within(this.#path, 'Split'));
    const outputs = [`${name}.0`, `${name}.1`] as const;
    this.#push(name, 'Split', [x], outputs, { attributes: { axis: { int: -1 } } });
    return [
      { name: outputs[0], type: x.type },
      { name: outputs[1], type: x.type },
    ];
  }

  cast(value: Value, type: ElementType): Value {
    if (value.type === type) return value;
    return this.node('Cast', [value], { type, attributes: { to: { int: ELEMENT_TYPES[type] } } });
  }

  /** A list of whole numbers: sizes, axes, places. */
  integers(values: readonly number[]): Value {
    const data = new BigInt64Array(values.map(BigInt));
    return this.#constant(`integers ${values.join(' ')}`, 'int64', [values.length], data);
  }

  /** Numbers in the type of the arithmetic, or in float32 if that is asked for. */
  numbers(
    values: readonly number[],
    dims: readonly number[] = [values.length],
    type = this.traits.arithmetic,
  ): Value {
    const key = `numbers ${dims.join('x')} ${values.join(' ')}`;
    return this.cast(this.#constant(key, 'float32', dims, new Float32Array(values)), type);
  }

  finish(name: string): OnnxGraph {
    return this.#graph.finish(name);
  }

  #push(
    name: string,
    operator: string,
    inputs: readonly (Value | null)[],
    outputs: readonly string[],
    { domain = '', attributes = {} }: NodeOptions,
  ): void {
    const names = inputs.map((input) => input?.name ?? '');
    this.#graph.nodes.push({ name, operator, domain, inputs: names, outputs, attributes });
  }

  #ref(parameter: string): WeightRef {
    return weightOf(this.#weights, within(this.#path, parameter));
  }

  #constant(key: string, type: ElementType, dims: readonly number[], data: ArrayBufferView): Value {
    return { name: this.#graph.constant(key, type, dims, data), type };
  }
}

function within(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
