import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';
import { ZERO_SNR_WITH_EPSILON } from './levels.ts';
import { findSchedulerByClass } from './registry.ts';
import type { SchedulerDefinition } from './scheduler.ts';

type Settings = Readonly<Record<string, unknown>>;

/**
 * Every setting of a scheduler class: the explicit option, else the model's own where the class knows the key (as
 * diffusers' from_config does), else the class's default.
 *
 * @param modelConfig content of scheduler_config.json; keys of other classes are ignored
 * @param options keys that the class does not have are problems
 */
export function resolveConfig(
  definition: SchedulerDefinition,
  modelConfig: Settings,
  options: Settings,
): Result<{ readonly config: Settings }> {
  const known = new Set(Object.keys(definition.config.shape));
  const problems = Object.keys(options)
    .filter((key) => !known.has(key))
    .map((key) => unknownOption(definition, key, known));
  const mismatch = predictionMismatch(definition, modelConfig, options);
  if (mismatch !== null) problems.push(mismatch);

  const fromModel = Object.fromEntries(Object.entries(modelConfig).filter(([key]) => known.has(key)));
  const parsed = definition.config.safeParse({ ...fromModel, ...options });
  // Classes that go by sigmas would reckon with a very large one in place of infinity, and paint noise.
  if (parsed.success && parsed.data.rescale_betas_zero_snr && parsed.data.prediction_type === 'epsilon') {
    problems.push(problem(ZERO_SNR_WITH_EPSILON));
  }
  if (parsed.success && problems.length === 0) return { ok: true, warnings: [], config: parsed.data };
  for (const issue of parsed.error?.issues ?? []) {
    const setting = String(issue.path[0]);
    problems.push(invalidSetting(definition, setting, issue.message, Object.hasOwn(options, setting)));
  }
  return failed(problems);
}

function unknownOption(
  { title, className }: SchedulerDefinition,
  key: string,
  known: ReadonlySet<string>,
): Problem {
  return problem({
    code: 'unknown-scheduler-option',
    message: `Scheduler '${title}' (${className}) has no setting '${key}'.`,
    remedy: `Remove it or choose another scheduler; this one has ${[...known].join(', ')}.`,
    param: key,
  });
}

function invalidSetting(
  { title }: SchedulerDefinition,
  setting: string,
  reason: string,
  isOption: boolean,
): Problem {
  const origin = isOption ? 'the options' : "the model's scheduler_config.json";
  return problem({
    code: 'invalid-scheduler-setting',
    message: `Setting '${setting}' of scheduler '${title}', from ${origin}, is not usable: ${reason}.`,
    remedy: isOption ? 'Correct the option.' : `Give '${setting}' as an option, or choose another scheduler.`,
    param: setting,
  });
}

/** Flow models and noise models need different schedulers; diffusers would make noise of the mixture in silence. */
function predictionMismatch(
  definition: SchedulerDefinition,
  modelConfig: Settings,
  options: Settings,
): Problem | null {
  const modelIsFlow = predictsFlow(modelConfig);
  if (modelIsFlow === null || Object.hasOwn(options, 'prediction_type')) return null;
  const schedulerIsFlow = isFlowOnly(definition);
  if (schedulerIsFlow === modelIsFlow) return null;
  if (!schedulerIsFlow && modelConfig.prediction_type !== undefined) return null;
  return problem({
    code: 'prediction-type-mismatch',
    message: schedulerIsFlow
      ? `Scheduler '${definition.title}' is for models that predict a flow, but this one predicts ${modelConfig.prediction_type ?? 'epsilon'}.`
      : `Scheduler '${definition.title}' would take this flow model's prediction for noise.`,
    remedy: schedulerIsFlow
      ? "Choose another scheduler, such as 'ddim' or 'dpm-multistep'."
      : "Choose 'flow-match-euler', or set 'prediction_type' to 'flow_prediction' where the scheduler has it.",
    param: 'scheduler',
  });
}

/** Null when the model's config does not tell. */
function predictsFlow(modelConfig: Settings): boolean | null {
  if (typeof modelConfig.prediction_type === 'string')
    return modelConfig.prediction_type === 'flow_prediction';
  const modelClass = findSchedulerByClass(String(modelConfig._class_name));
  return modelClass === undefined ? null : isFlowOnly(modelClass);
}

/** Classes for flow models alone have no choice of prediction type. */
function isFlowOnly(definition: SchedulerDefinition): boolean {
  return !Object.hasOwn(definition.config.shape, 'prediction_type');
}
