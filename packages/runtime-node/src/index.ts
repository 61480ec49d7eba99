export {
  type ChosenDevice,
  chooseDevice,
  type DeviceChoice,
  describeDevices,
  type Findings,
  findDevices,
} from './devices/choose-device.ts';
export { writeFileAtomically } from './files/atomic-file.ts';
export { findHome, type Home, homeAt } from './home.ts';
export {
  createFactLookup,
  createLocalRuntime,
  type LocalRuntime,
  type LocalRuntimeOptions,
  modelStore,
} from './local-runtime.ts';
export { loadOrt } from './ort/load-ort.ts';
export { type DeviceId, sessionOptions } from './ort/session-options.ts';
export { createDiskAssetStore } from './stores/disk-asset-store.ts';
export { DiskModelStore } from './stores/disk-model-store.ts';
