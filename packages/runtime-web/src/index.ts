export type { DeviceChoice, DeviceId } from './devices/device.ts';
export { type ListedFile, type ListedModel, modelListSchema } from './models/model-list.ts';
export {
  createWebRuntime,
  type WebModels,
  type WebRuntime,
  type WebRuntimeOptions,
} from './page/web-runtime.ts';
export type { Diagnostics, StorageUse, WebModelSummary } from './protocol/methods.ts';
