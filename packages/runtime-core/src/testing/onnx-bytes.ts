import { encodeUtf8 } from '@latentgraph/graph-core';

/** Builds small ONNX files field by field, as onnx.proto3 numbers them. */

type Part = readonly number[] | Uint8Array;

export function field(number: number, content: Part | string): number[] {
  const bytes = typeof content === 'string' ? encodeUtf8(content) : content;
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
}

export function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

export interface OnnxSketch {
  readonly inputs?: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs?: Readonly<Record<string, readonly (number | string)[]>>;
  /** `domain.Operator`, or a bare name for the standard ones. */
  readonly operators?: readonly string[];
  readonly nodes?: readonly OnnxNodeSketch[];
  /** Dims of weights by name; they have no values. */
  readonly weights?: Readonly<Record<string, readonly number[]>>;
  readonly external?: Readonly<Record<string, { readonly offset: number; readonly length: number }>>;
}

export interface OnnxNodeSketch {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly groups?: number;
}

export function onnxBytes({
  inputs = {},
  outputs = {},
  operators = [],
  nodes: sketched = [],
  weights = {},
  external = {},
}: OnnxSketch): Uint8Array {
  const nodes = operators.map((name) => {
    const dot = name.lastIndexOf('.');
    return [...field(4, name.slice(dot + 1)), ...(dot < 0 ? [] : field(7, name.slice(0, dot)))];
  });
  const wired = sketched.map(({ operator, inputs: names, output, groups }) => [
    ...names.flatMap((name) => field(1, name)),
    ...field(2, output),
    ...field(4, operator),
    ...(groups === undefined ? [] : field(5, [...field(1, 'group'), 24, ...varint(groups)])),
  ]);
  const tensors = Object.entries(weights).map(([name, dims]) => [
    ...dims.flatMap((size) => [8, ...varint(size)]),
    ...field(8, name),
  ]);
  const initializers = Object.entries(external).map(([location, { offset, length }]) => [
    ...field(8, `weight of ${location}`),
    ...field(13, entry('location', location)),
    ...field(13, entry('offset', String(offset))),
    ...field(13, entry('length', String(length))),
  ]);
  const graph = [
    ...[...nodes, ...wired].flatMap((node) => field(1, node)),
    ...[...initializers, ...tensors].flatMap((tensor) => field(5, tensor)),
    ...Object.entries(inputs).flatMap((value) => field(11, valueInfo(...value))),
    ...Object.entries(outputs).flatMap((value) => field(12, valueInfo(...value))),
  ];
  return Uint8Array.from([8, 8, ...field(2, 'test'), ...field(7, graph)]);
}

function entry(key: string, value: string): number[] {
  return [...field(1, key), ...field(2, value)];
}

function valueInfo(name: string, shape: readonly (number | string)[]): number[] {
  const dims = shape.flatMap((size) =>
    field(1, typeof size === 'number' ? [8, ...varint(size)] : field(2, size)),
  );
  return [...field(1, name), ...field(2, field(1, [8, 1, ...field(2, dims)]))];
}
