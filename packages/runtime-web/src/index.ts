export {
  fromBase64,
  type ReadProvenance,
  readProvenance,
  requireRasterFormat,
} from '@latentgraph/runtime-core';
export type { StoredAsset } from './assets/vault-asset-store.ts';
export type { DeviceChoice, DeviceId } from './devices/device.ts';
export { type ListedFile, type ListedModel, modelListSchema } from './models/model-list.ts';
export {
  createWebRuntime,
  type WebAssets,
  type WebModels,
  type WebRuntime,
  type WebRuntimeOptions,
} from './page/web-runtime.ts';
export type { Diagnostics, StorageUse, WebModelSummary } from './protocol/methods.ts';
export { sha256 } from './sha256.ts';
