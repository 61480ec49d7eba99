export { fromBase64 } from './base64.ts';
export { type ComponentGraph, componentGraphs } from './checkpoint/component-graph.ts';
export { type CheckpointDescription, describeCheckpoint } from './checkpoint/describe-checkpoint.ts';
export { recogniseCheckpoint, recogniseFile } from './checkpoint/recognise-folder.ts';
export { parseJson } from './json.ts';
export { type ComponentFile, variantsOf } from './model-folder/components.ts';
export { fixedSizeWarning } from './model-folder/fixed-measures.ts';
export type { ModelMeasures } from './model-folder/measures.ts';
export type { ModelFile, ModelFiles } from './model-folder/model-files.ts';
export {
  filesRead,
  modelFacts,
  modelHandles,
  readModelFolder,
  readVariant,
} from './model-folder/model-folder.ts';
export {
  type CheckedModel,
  ModelLibrary,
  type StoredModel,
  type StoredModels,
} from './model-folder/model-library.ts';
export { isModelName, requireModelName } from './model-folder/model-name.ts';
export type { Checkpoint, ComponentSource, ModelFolder, ModelVariant } from './model-folder/model-variant.ts';
export { withoutComponents } from './model-folder/stray-files.ts';
export { textOf } from './model-folder/text-of.ts';
export { readTokenizer } from './model-folder/tokenizer.ts';
export { coefficientOf } from './ops/combine.ts';
export { createCpuBackend, type Evaluate, type HostFeed } from './ops/cpu-backend.ts';
export { type CpuTensor, cpuTensor, isCpuTensor } from './ops/cpu-tensor.ts';
export { resizeTaps, type Tap } from './ops/shape.ts';
export { absoluteQuantile, moments } from './ops/statistics.ts';
export { createOutputSink, type OutputSinkOptions } from './picture/output-sink.ts';
export { coloursOf, type PictureColours } from './picture/picture-colours.ts';
export { type PngText, readPngText, writePngText } from './picture/png-text.ts';
export {
  embedProvenance,
  PROVENANCE_KEYWORD,
  type Provenance,
  provenanceSchema,
  type ReadProvenance,
  readProvenance,
  seedsOf,
} from './picture/provenance.ts';
export { requireRasterFormat } from './picture/raster-format.ts';
export { provenanceOf } from './picture/run-provenance.ts';
export { FactCollector, type ModelRequest } from './run/collect-facts.ts';
export { type DocumentAssetsOptions, importDocumentAssets } from './run/document-assets.ts';
export { Engine, type EngineOptions, type PlanningScope, type RunScope } from './run/engine.ts';
export { EventLog } from './run/event-log.ts';
export { createMemoryAssetStore } from './run/memory-asset-store.ts';
export { cpuValueMemory, tensorsIn } from './run/value-memory.ts';
export { workloadLimits } from './run/workload-limits.ts';
export { engineProblem } from './sessions/engine-problem.ts';
export { evaluateWith, runSession } from './sessions/evaluate.ts';
export {
  type DeviceFeed,
  type EvaluationSite,
  namedOutputs,
  type OrtFeed,
  toFloat32,
  toOrtFeeds,
} from './sessions/feeds.ts';
export { allFinite, outputNotFinite } from './sessions/finite.ts';
export { fixedBatch, inFixedBatches } from './sessions/fixed-batch.ts';
export { openProblem } from './sessions/open-problem.ts';
export type { Ort, OrtSession, OrtTensor } from './sessions/ort.ts';
export {
  type LoadingListener,
  type LoadingProgress,
  type PreparedSession,
  SessionPool,
  type SessionSource,
} from './sessions/session-pool.ts';
export { createSessionSource, type LocatedModel } from './sessions/session-source.ts';
export { type WebGpuLayout, webGpuLayout } from './sessions/webgpu-layout.ts';
