export type { ComponentFile } from './model-folder/components.ts';
export type { ModelMeasures } from './model-folder/measures.ts';
export type { ModelFile, ModelFiles } from './model-folder/model-files.ts';
export {
  type ModelFolder,
  type ModelVariant,
  modelFacts,
  modelHandles,
  readModelFolder,
  readTokenizer,
  readVariant,
} from './model-folder/model-folder.ts';
export { createCpuBackend, type Evaluate, type HostFeed } from './ops/cpu-backend.ts';
export { type CpuTensor, cpuTensor, isCpuTensor } from './ops/cpu-tensor.ts';
export { evaluateWith } from './sessions/evaluate.ts';
export type { EvaluationSite } from './sessions/feeds.ts';
export { openProblem } from './sessions/open-problem.ts';
export type { Ort, OrtSession, OrtTensor } from './sessions/ort.ts';
export {
  type LoadingListener,
  type LoadingProgress,
  type PreparedSession,
  SessionPool,
  type SessionSource,
} from './sessions/session-pool.ts';
