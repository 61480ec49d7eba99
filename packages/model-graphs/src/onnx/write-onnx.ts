import {
  type Attribute,
  ELEMENT_TYPES,
  type ExternalTensor,
  type OnnxGraph,
  type OnnxNode,
  type TensorInfo,
} from './model.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

/** ONNX 1.15's format; opset 17 is the first with LayerNormalization, and every runtime of today reads it. */
const IR_VERSION = 9;
const OPSET = 17;
/** The operators that onnxruntime adds to ONNX. */
export const MICROSOFT = 'com.microsoft';

/** `TensorProto.DataLocation.EXTERNAL`. */
const EXTERNAL = 1;
/** `AttributeProto.AttributeType`. */
const FLOAT = 1;
const INT = 2;
const STRING = 3;
const INTS = 7;

/** Where a session finds the bytes of a weight. */
export interface WeightPlace {
  /** Path below the folder that the session is told to look in, or name of a buffer that it is given. */
  readonly location: string;
  /** Of the weight's first byte in that file or buffer. */
  readonly offset: number;
}

/**
 * The graph as an ONNX file (a `ModelProto`), without its weights: they are named by location, offset and length.
 * Field numbers are those of onnx.proto.
 */
export function writeOnnx(
  graph: OnnxGraph,
  place: (weight: ExternalTensor) => WeightPlace,
): Uint8Array<ArrayBuffer> {
  const file = new ProtobufWriter();
  file.integer(1, IR_VERSION);
  file.text(2, 'latentgraph');
  file.message(7, (message) => writeGraph(message, graph, place));
  for (const [domain, version] of [
    ['', OPSET],
    [MICROSOFT, 1],
  ] as const) {
    file.message(8, (message) => {
      message.text(1, domain);
      message.integer(2, version);
    });
  }
  return new Uint8Array(file.finish());
}

function writeGraph(
  message: ProtobufWriter,
  graph: OnnxGraph,
  place: (weight: ExternalTensor) => WeightPlace,
): void {
  for (const node of graph.nodes) message.message(1, (part) => writeNode(part, node));
  message.text(2, graph.name);
  for (const constant of graph.constants) {
    message.message(5, (part) => {
      part.integers(1, constant.dims);
      part.integer(2, ELEMENT_TYPES[constant.type]);
      part.text(8, constant.name);
      part.bytes(9, constant.data);
    });
  }
  for (const weight of graph.weights) {
    message.message(5, (part) => {
      part.integers(1, weight.dims);
      part.integer(2, ELEMENT_TYPES[weight.type]);
      part.text(8, weight.name);
      const { location, offset } = place(weight);
      writeEntry(part, 'location', location);
      writeEntry(part, 'offset', String(offset));
      writeEntry(part, 'length', String(weight.byteLength));
      part.integer(14, EXTERNAL);
    });
  }
  for (const input of graph.inputs) message.message(11, (part) => writeInfo(part, input));
  for (const output of graph.outputs) message.message(12, (part) => writeInfo(part, output));
}

function writeEntry(message: ProtobufWriter, key: string, value: string): void {
  message.message(13, (entry) => {
    entry.text(1, key);
    entry.text(2, value);
  });
}

function writeNode(message: ProtobufWriter, node: OnnxNode): void {
  for (const input of node.inputs) message.text(1, input);
  for (const output of node.outputs) message.text(2, output);
  message.text(3, node.name);
  message.text(4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    message.message(5, (part) => writeAttribute(part, name, attribute));
  }
  message.text(7, node.domain);
}

function writeAttribute(message: ProtobufWriter, name: string, attribute: Attribute): void {
  message.text(1, name);
  if ('float' in attribute) {
    message.float(2, attribute.float);
    message.integer(20, FLOAT);
  } else if ('int' in attribute) {
    message.integer(3, attribute.int);
    message.integer(20, INT);
  } else if ('text' in attribute) {
    message.text(4, attribute.text);
    message.integer(20, STRING);
  } else {
    message.integers(8, attribute.ints);
    message.integer(20, INTS);
  }
}

function writeInfo(message: ProtobufWriter, info: TensorInfo): void {
  message.text(1, info.name);
  message.message(2, (type) =>
    type.message(1, (tensor) => {
      tensor.integer(1, ELEMENT_TYPES[info.type]);
      tensor.message(2, (shape) => {
        for (const size of info.dims) {
          shape.message(1, (dim) => (typeof size === 'number' ? dim.integer(1, size) : dim.text(2, size)));
        }
      });
    }),
  );
}
