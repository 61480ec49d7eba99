export type { Backend, Coefficient, EvaluationPlace, ModelComponent } from './contract/backend.ts';
export type {
  ImageCodec,
  ImageFormat,
  ModelAccess,
  ModelPart,
  NodeServices,
  OpenModel,
  OpenParts,
  OutputSink,
  Pixels,
  TokenizerFiles,
} from './contract/services.ts';
export type { Feed, IntegerFeed, Tensor } from './contract/tensor.ts';
export type {
  ConditioningValue,
  FixedSize,
  ImageValue,
  LatentFamily,
  LatentLevel,
  LatentRgb,
  LatentValue,
  MaskValue,
  ModelKey,
  PredictionKind,
  PredictionValue,
  SchedulerConfigValue,
  SeedValue,
  SizeSettings,
  StepValue,
  TextEncoderHandle,
  TextTower,
  TimeIdCount,
  UNetHandle,
  VaeHandle,
} from './contract/values.ts';
export { categoryRank } from './definition/categories.ts';
export { defineNode } from './definition/define-node.ts';
export { cutToFileName, WORD_CHARACTERS } from './definition/file-name.ts';
export { port, type TypedPort } from './definition/port.ts';
export { builtinTypes } from './definition/wire-types.ts';
export { type ChunkedPrompt, chunkTokens } from './prompts/chunk-tokens.ts';
export { parsePrompt } from './prompts/parse-prompt.ts';
export { generatorNames } from './random/generators.ts';
export { MAX_SEED, parseSeed } from './random/seed.ts';
export { hasPolicyParam, seedParams, seedPolicyOf } from './random/seed-policy.ts';
export { DEFAULT_GENERATOR, seedSchema, streamFromSeed } from './random/seed-value.ts';
export {
  type DocumentSeed,
  type SeedChoices,
  type SettledSeeds,
  settleSeeds,
  type UsedSeed,
  wrapped,
} from './random/settle-seeds.ts';
export { createStream, type NoiseStream } from './random/stream.ts';
export { builtinRegistry } from './registry.ts';
export { findScheduler, findSchedulerByClass, schedulerDefinitions } from './schedulers/registry.ts';
export { resolveConfig } from './schedulers/resolve-config.ts';
export type { NoiseLevel, Schedule, ScheduleEntry } from './schedulers/schedule.ts';
export type { SchedulerDefinition, Solver, SolverInput, SolverOutput } from './schedulers/scheduler.ts';
export { sliceSchedule, startAt } from './schedulers/slice-schedule.ts';
export { clipTokenizerFiles } from './tokens/clip-tokenizer.ts';
export { createTokenizer, type Tokenizer } from './tokens/tokenizer.ts';
export { tokenizerFault } from './tokens/tokenizer-fault.ts';
