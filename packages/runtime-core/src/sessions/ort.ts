import type { InferenceSession, Tensor } from 'onnxruntime-common';

/**
 * What of an onnxruntime module is used here. The runtime passes in onnxruntime-node or onnxruntime-web:
 * which one, and when it is loaded, is its own affair.
 */
export interface Ort {
  readonly Tensor: typeof Tensor;
}

export type OrtSession = InferenceSession;
export type OrtTensor = Tensor;
export type OrtValueMetadata = InferenceSession.ValueMetadata;
