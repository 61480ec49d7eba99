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
export { writeGraph } from './ort/open-graph.ts';
export { type DeviceId, sessionOptions } from './ort/session-options.ts';
export { ensureToken, readToken } from './server/http/access/token-file.ts';
export { defaultLimits, type ServerLimits } from './server/http/limits.ts';
export { createLog, type Log } from './server/http/log.ts';
export { ModelCatalogue } from './server/http/model-catalogue.ts';
export { type HttpServer, type ServerOptions, startServer } from './server/http/server.ts';
export type {
  JobMetrics,
  JobOutput,
  JobPage,
  JobQuery,
  JobRecord,
  JobRequest,
  JobService,
} from './server/job-service.ts';
export { createJobService, type JobServiceOptions } from './server/jobs/create-job-service.ts';
export type { Retention } from './server/jobs/housekeeping.ts';
export type { JobLimits } from './server/jobs/limits.ts';
export type { RunnerDevice } from './server/jobs/server-devices.ts';
export { createDiskAssetStore } from './stores/disk-asset-store.ts';
export { DiskModelStore } from './stores/disk-model-store.ts';
