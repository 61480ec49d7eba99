import type { ElementType, ExternalTensor, InlineTensor, OnnxGraph, OnnxNode, TensorInfo } from './model.ts';

/** What has been built of a graph so far. */
export class GraphParts {
  readonly inputs: TensorInfo[] = [];
  readonly outputs: TensorInfo[] = [];
  readonly nodes: OnnxNode[] = [];
  /** By name. */
  readonly weights = new Map<string, ExternalTensor>();
  readonly #constants = new Map<string, InlineTensor>();
  readonly #uses = new Map<string, number>();

  /** A name that no other value has: `conv_in.Conv`, then `conv_in.Conv_2`. */
  freshName(wanted: string): string {
    const uses = (this.#uses.get(wanted) ?? 0) + 1;
    this.#uses.set(wanted, uses);
    return uses === 1 ? wanted : `${wanted}_${uses}`;
  }

  /** The name of a constant; equal ones, by their key, are kept once. */
  constant(key: string, type: ElementType, dims: readonly number[], data: ArrayBufferView): string {
    const known = this.#constants.get(key);
    if (known) return known.name;
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const name = `constant_${this.#constants.size + 1}`;
    this.#constants.set(key, { name, type, dims, data: bytes });
    return name;
  }

  finish(name: string): OnnxGraph {
    return {
      name,
      inputs: this.inputs,
      outputs: this.outputs,
      constants: [...this.#constants.values()],
      weights: [...this.weights.values()],
      nodes: this.nodes,
    };
  }
}
