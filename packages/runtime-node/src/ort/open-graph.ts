import { join, parse, relative, sep } from 'node:path';
import { type GraphTraits, writeOnnx } from '@latentgraph/model-graphs';
import type { ComponentGraph } from '@latentgraph/runtime-core';
import type { InferenceSession } from 'onnxruntime-node';
import type { DeviceId } from './session-options.ts';

/** A graph as onnxruntime takes it: the bytes of its file, and where its weights are. */
export interface WrittenGraph {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly options: InferenceSession.SessionOptions;
}

/**
 * Writes the graph of a checkpoint's component for a device. Its weights are mapped from the files in `directory`: the options
 * leave out whatever would copy them.
 */
export function writeGraph(source: ComponentGraph, directory: string, device: DeviceId): WrittenGraph {
  // onnxruntime takes a folder and paths below it; with its root, files of any folders can be joined.
  const { root } = parse(directory);
  const bytes = writeOnnx(source.graph(graphTraits(device)), ({ file, offset }) => ({
    location: relative(root, join(directory, file)).split(sep).join('/'),
    offset,
  }));
  return {
    bytes,
    options: {
      graphOptimizationLevel: 'extended',
      extra: {
        session: { model_external_initializers_file_folder_path: root, disable_prepacking: '1' },
        // A conversion that is folded is a copy of the weight in float32.
        ...(source.halfPrecision && { optimization: { disable_specified_optimizers: 'ConstantFolding' } }),
      },
    },
  };
}

/** All arithmetic is float32. The fused operators are onnxruntime's own; WebGPU has no `FusedMatMul`. */
function graphTraits(device: DeviceId): GraphTraits {
  return { arithmetic: 'float32', fusedAttention: true, fusedLinear: device !== 'webgpu' };
}
