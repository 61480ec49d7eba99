export { type Analysis, type AnalysisOptions, analyse, validate } from './analysis/analyse.ts';
export { nodeLabel } from './analysis/labels.ts';
export { paramPorts, parseParams, wireTypeOfParam } from './analysis/params.ts';
export { fits, mismatchRemedy } from './analysis/types.ts';
export { inputPorts } from './analysis/wiring.ts';
export {
  type AnyNodeDefinition,
  type CancelSignal,
  type Coalescing,
  type FactLookup,
  type ModelFacts,
  type NodeDefinition,
  noFacts,
  type RunContext,
  type StepPosition,
  type Values,
  type ZoneRun,
} from './definition/node-definition.ts';
export type { Port, Ports, PortsOf } from './definition/port.ts';
export { createRegistry, type Registry } from './definition/registry.ts';
export { defineType, type Facts, type WireType } from './definition/wire-type.ts';
export {
  assetHashSchema,
  type Edge,
  type EmbeddedAsset,
  type ExposedParam,
  edgeSchema,
  FORMAT_NAME,
  FORMAT_VERSION,
  type Frame,
  type Graph,
  MAIN_GRAPH,
  type NodeMode,
  type NodeRecord,
  type Note,
  nodeIdSchema,
  type RequiredModel,
  type WorkflowDocument,
  workflowSchema,
} from './document/schema.ts';
export { createCache, type ResultCache } from './execute/cache.ts';
export { type ExecuteOptions, execute, type RunOutcome } from './execute/execute.ts';
export { collectedMemory, type ValueMemory } from './execute/memory.ts';
export { type Plan, type PlanNode, type PlanOptions, plan } from './plan/plan.ts';
export { failed, type Problem, ProblemError, type ProblemInput, problem, type Result } from './problem.ts';
export {
  endsRun,
  type RunEvent,
  type RunEventBody,
  runEventBodySchema,
  runEventSchema,
} from './run/run-event.ts';
export type {
  Asset,
  AssetStore,
  DeviceDescription,
  ModelStore,
  ModelSummary,
  RunRequest,
  RunState,
  RunSummary,
  Runtime,
  RuntimeDescription,
} from './run/runtime.ts';
