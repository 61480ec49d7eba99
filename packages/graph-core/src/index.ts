export { type Analysis, type AnalysisOptions, analyse, validate } from './analysis/analyse.ts';
export { issueRemedy } from './analysis/issue-remedy.ts';
export { didYouMean, nodeLabel } from './analysis/labels.ts';
export { type OverrideTarget, overrideTarget } from './analysis/overrides.ts';
export { paramMetadata, paramPorts, parseParams, wireTypeOfParam } from './analysis/params.ts';
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
  type StepReadings,
  type Values,
  type ZoneRun,
} from './definition/node-definition.ts';
export type { Port, Ports, PortsOf } from './definition/port.ts';
export { createRegistry, type Registry } from './definition/registry.ts';
export { defineType, type Facts, type WireType } from './definition/wire-type.ts';
export type { Workload } from './definition/workload.ts';
export { LIMITS, type TextLimits } from './document/limits.ts';
export { type DocumentMigration, documentMigrations, migrateFile, migrateNodes } from './document/migrate.ts';
export { checkWorkflow, parseWorkflow } from './document/parse.ts';
export { checkPlainData } from './document/plain-data.ts';
export { readJson } from './document/read-json.ts';
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
  type SeedPolicy,
  seedPolicySchema,
  type WorkflowDocument,
  workflowSchema,
} from './document/schema.ts';
export { serializeWorkflow } from './document/serialize.ts';
export { type Layout, writeJson } from './document/write-json.ts';
export { addNode, type NewNode } from './edit/add-node.ts';
export type { Wire, WireEnd } from './edit/edges.ts';
export { applyEdit, type Edit, type EditOutcome, patchDocument, sequence } from './edit/edit.ts';
export {
  changeExposedParam,
  exposeParam,
  moveExposedParam,
  unexposeParam,
} from './edit/exposed-params.ts';
export { copyFragment, type Fragment, parseFragment, type Selection } from './edit/fragment.ts';
export {
  addFrame,
  addNote,
  changeFrame,
  changeNote,
  removeFrames,
  removeNotes,
} from './edit/frames-and-notes.ts';
export {
  type CommitOptions,
  canRedo,
  canUndo,
  commit,
  createHistory,
  type History,
  type HistoryStep,
  redo,
  redoLabel,
  undo,
  undoLabel,
} from './edit/history.ts';
export { insertNodeOnWire, insertOnWire } from './edit/insert-on-wire.ts';
export { moveNodes, resizeNode, setCollapsed, setColor, setMode, setTitle } from './edit/node-fields.ts';
export { type NodePorts, portsOfNode } from './edit/node-ports.ts';
export { setParam, setParamPorts, setParams } from './edit/params.ts';
export { duplicate, type PasteOptions, pasteFragment } from './edit/paste-fragment.ts';
export { type RemoveOptions, removeNodes } from './edit/remove-nodes.ts';
export { renameNode } from './edit/rename-node.ts';
export { connect, disconnect } from './edit/wires.ts';
export { type OverriddenDocument, withOverrides } from './edit/with-overrides.ts';
export { setDescription, setName } from './edit/workflow-fields.ts';
export { createCache, type ResultCache } from './execute/cache.ts';
export { type ExecuteOptions, execute, type RunOutcome } from './execute/execute.ts';
export { Cancelled, throwIfCancelled } from './execute/failure.ts';
export { collectedMemory, type ValueMemory } from './execute/memory.ts';
export { valueBytes } from './execute/value-size.ts';
export { type Plan, type PlanOptions, plan } from './plan/plan.ts';
export type { PlanInput, PlanNode, PlanSource } from './plan/plan-node.ts';
export { type WorkloadLimits, workloadProblem } from './plan/workload.ts';
export {
  failed,
  type Problem,
  ProblemError,
  type ProblemInput,
  problem,
  problemSchema,
  type Result,
} from './problem.ts';
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
export { decodeText } from './text/decode-text.ts';
export { decodeUtf8, encodeUtf8 } from './text/utf8.ts';
