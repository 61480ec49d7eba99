/** Element types of tensors, by ONNX's names; numbers are those of `TensorProto.DataType`. */
export const ELEMENT_TYPES = {
  float32: 1,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  bfloat16: 16,
} as const;

export type ElementType = keyof typeof ELEMENT_TYPES;

/** Sizes, outermost first; a word names a size that each run chooses. */
export type Dims = readonly (number | string)[];

/** An input or output of a graph. */
export interface TensorInfo {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: Dims;
}

/** A small constant whose little-endian bytes stand in the graph itself. */
export interface InlineTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly data: Uint8Array;
}

/** A weight whose bytes stay where they are, in a range of a file. */
export interface ExternalTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly file: string;
  /** Counted from the first byte of the file. */
  readonly offset: number;
  readonly byteLength: number;
}

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] };

export interface OnnxNode {
  /** Path of the module that it computes and its operator: `mid_block/attentions.0/proj_in/MatMul`. */
  readonly name: string;
  readonly operator: string;
  /** Empty for ONNX's own operators. */
  readonly domain: string;
  /** An empty name leaves an optional input out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A whole model as plain data: what `writeOnnx` writes and `graphText` prints. Nodes stand in the order of execution. */
export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly constants: readonly InlineTensor[];
  readonly weights: readonly ExternalTensor[];
  readonly nodes: readonly OnnxNode[];
}
