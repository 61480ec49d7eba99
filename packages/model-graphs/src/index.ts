export {
  beginOfTextId,
  type ClipTextArchitecture,
  endOfTextId,
} from './architecture/clip-text.ts';
export {
  type AddEmbedding,
  type HeadRule,
  headsOf,
  levelWidths,
  type UNetArchitecture,
  type UNetLevel,
  type UNetMiddle,
  type UNetTrunk,
} from './architecture/unet.ts';
export { type VaeArchitecture, vaeDownscale } from './architecture/vae.ts';
export { type ClipTextUse, clipTextLayout, deriveClipText } from './derive/clip-text.ts';
export { deriveUNet, unetLayout } from './derive/unet.ts';
export { deriveVae, vaeLayout } from './derive/vae.ts';
export type { DescribedArchitecture } from './families/described-family.ts';
export type { FamilyTextEncoder, ModelFamily } from './families/model-family.ts';
export { families, familyOf } from './families/registry.ts';
export {
  clipTextGraph,
  unetGraph,
  vaeDecoderGraph,
  vaeEncoderGraph,
} from './models/model-graphs.ts';
export { type ClipTextLayout, clipTextParameters } from './names/clip-text.ts';
export { locateWeights } from './names/locate-weights.ts';
export type { Parameter, StoredAs } from './names/parameter.ts';
export { unetParameters } from './names/unet.ts';
export type { UNetLayout } from './names/unet-blocks.ts';
export { type VaeLayout, vaeParameters } from './names/vae.ts';
export { type WeightRef, type Weights, weightOf } from './names/weights.ts';
export type { GraphTraits } from './onnx/graph-builder.ts';
export { graphText } from './onnx/graph-text.ts';
export type { ExternalTensor, OnnxGraph, TensorInfo } from './onnx/model.ts';
export { type WeightPlace, writeOnnx } from './onnx/write-onnx.ts';
export type { TextEncoderPart, UNetPart, VaePart } from './recognise/model-parts.ts';
export type { OtherKind } from './recognise/other-kind.ts';
export type { Prediction } from './recognise/prediction.ts';
export {
  type RecognisedModel,
  type RecognisedTextEncoder,
  type Recognition,
  recognise,
  recogniseFolder,
} from './recognise/recognise.ts';
export type { ByteSource } from './safetensors/byte-source.ts';
export { bitsOf, type Dtype, isDtype, isWeightDtype, type WeightDtype } from './safetensors/dtype.ts';
export { type FolderFiles, readModelFolder } from './safetensors/model-folder.ts';
export { readSafetensors, type SafetensorsFile } from './safetensors/read-safetensors.ts';
export { type StoredTensor, type TensorTable, underPrefix } from './safetensors/stored-tensor.ts';
