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
} from './architecture/unet.ts';
export { type VaeArchitecture, vaeDownscale } from './architecture/vae.ts';
export { type WeightRef, type Weights, weightOf } from './names/weights.ts';
export type { ByteSource } from './safetensors/byte-source.ts';
export { bitsOf, type Dtype, isDtype, isWeightDtype, type WeightDtype } from './safetensors/dtype.ts';
export { readSafetensors, type SafetensorsFile } from './safetensors/read-safetensors.ts';
export { type StoredTensor, type TensorTable, underPrefix } from './safetensors/stored-tensor.ts';
