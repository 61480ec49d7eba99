import { ProblemError, type RunContext } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { LatentValue, SchedulerConfigValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { findScheduler, findSchedulerByClass, schedulerDefinitions } from '../../schedulers/registry.ts';
import { resolveConfig } from '../../schedulers/resolve-config.ts';
import type { SchedulerDefinition } from '../../schedulers/scheduler.ts';
import { startAt } from '../../schedulers/slice-schedule.ts';

const schedulerNames = ['auto', ...schedulerDefinitions.map((scheduler) => scheduler.name)] as const;

const schedulerTitles = Object.fromEntries(schedulerDefinitions.map(({ name, title }) => [name, title]));
const schedulerHints = Object.fromEntries(
  schedulerDefinitions.map((definition) => [definition.name, hintOf(definition)]),
);

const SIGMA_SWITCHES: Readonly<Record<string, string>> = {
  karras: 'use_karras_sigmas',
  exponential: 'use_exponential_sigmas',
  beta: 'use_beta_sigmas',
};

const params = z.object({
  scheduler: z
    .enum(schedulerNames)
    .default('auto')
    .describe("The solver; auto takes the model's own.")
    .meta({ labels: schedulerTitles, hints: schedulerHints }),
  steps: z
    .int()
    .min(1)
    .max(1000)
    .default(20)
    .describe('How many steps from noise to picture.')
    .meta({ usual: [1, 50] }),
  strength: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('How much of the way to go: below 1 the run starts from a noised picture.'),
  spacing: z
    .enum(['auto', 'linspace', 'leading', 'trailing'])
    .default('auto')
    .describe('Where the timesteps lie; auto leaves it to the model.')
    .meta({ advanced: true }),
  sigmas: z
    .enum(['auto', 'uniform', 'karras', 'exponential', 'beta'])
    .default('auto')
    .describe('How the noise levels lie; auto leaves it to the model.')
    .meta({ advanced: true }),
  predictionType: z
    .enum(['auto', 'epsilon', 'v_prediction', 'sample', 'flow_prediction'])
    .default('auto')
    .describe('What the model predicts; auto leaves it to the model.')
    .meta({ advanced: true }),
  zeroSnr: z
    .enum(['auto', 'on', 'off'])
    .default('auto')
    .describe(
      'Zero terminal SNR: the first timestep is pure noise, as some v_prediction models were trained; auto leaves it to the model.',
    )
    .meta({ title: 'Zero terminal SNR', advanced: true }),
  options: z
    .record(z.string(), z.json())
    .default({})
    .describe("More settings of the scheduler; what is not set here is the model's own.")
    .meta({ advanced: true, widget: 'schedulerOptions' }),
});

export const schedule = defineNode({
  type: 'Schedule',
  version: 1,
  title: 'Schedule',
  category: 'Schedule',
  summary: 'Lays out the noise levels of a run: which scheduler, how many steps, where to start.',
  inputs: {
    schedulerConfig: port.schedulerConfig("The model's own settings, from Checkpoint."),
    latent: port.latent('For schedules that depend on the size of the picture.', { optional: true }),
  },
  outputs: { schedule: port.schedule('One entry for each model evaluation.') },
  params,
  run({ node, inputs, params, warn }) {
    const definition = chooseScheduler(node, params.scheduler, inputs.schedulerConfig);
    if (params.zeroSnr === 'auto' && isZeroSnrLost(definition, inputs.schedulerConfig)) {
      warn(zeroSnrLost(node, definition, inputs.schedulerConfig));
    }
    const options = { ...shorthand(params, definition), ...params.options };
    const resolved = resolveConfig(definition, inputs.schedulerConfig.config, options);
    if (!resolved.ok) throw new ProblemError({ ...resolved.problems[0]!, node });
    const imageTokens = inputs.latent && imageTokensOf(inputs.latent);
    const full = definition.createSchedule(resolved.config, params.steps, imageTokens);
    return { schedule: startAt(full, params.strength) };
  },
});

/** What people choose a scheduler by; that it draws noise matters to whoever paints batches. */
function hintOf({ summary, config, drawsNoise }: (typeof schedulerDefinitions)[number]): string {
  if (!drawsNoise(config.parse({}), undefined)) return summary;
  return `${summary} Draws noise in its steps: set the batch seeds of Noise to one for each picture if pictures shall not change with the size of the batch.`;
}

/** Transformers read a latent in patches of 2 × 2 cells. */
function imageTokensOf({ tensor }: LatentValue): number {
  const [height, width] = tensor.dims.slice(2) as [number, number];
  return Math.floor(height / 2) * Math.floor(width / 2);
}

function chooseScheduler(node: string, name: string, source: SchedulerConfigValue): SchedulerDefinition {
  const own = String(source.config._class_name ?? '');
  const found = name === 'auto' ? findSchedulerByClass(own) : findScheduler(name);
  if (found) return found;
  throw new ProblemError({
    code: 'unknown-scheduler',
    message: `Model '${source.model}' asks for the scheduler '${own}', which is not known.`,
    remedy: `Choose one in Schedule '${node}': ${schedulerNames.slice(1).join(', ')}.`,
    node,
    param: 'scheduler',
  });
}

const ZERO_SNR = 'rescale_betas_zero_snr';

const knowsZeroSnr = ({ config }: SchedulerDefinition) => Object.hasOwn(config.shape, ZERO_SNR);

function isZeroSnrLost(definition: SchedulerDefinition, { config }: SchedulerConfigValue): boolean {
  return config[ZERO_SNR] === true && !knowsZeroSnr(definition);
}

function zeroSnrLost(
  node: string,
  { title }: SchedulerDefinition,
  { model }: SchedulerConfigValue,
): Parameters<RunContext['warn']>[0] {
  const others = schedulerDefinitions.filter(knowsZeroSnr).map(({ name }) => name);
  return {
    code: 'zero-snr-not-kept',
    message: `Model '${model}' was trained with zero terminal SNR, which scheduler '${title}' cannot keep: pictures will have neither deep black nor bright white.`,
    remedy: `Choose one of these in Schedule '${node}': ${others.join(', ')}. Or set 'zeroSnr' to off.`,
    param: 'scheduler',
  };
}

/** The params that stand for settings most schedulers share. */
function shorthand(
  { spacing, sigmas, predictionType, zeroSnr }: z.infer<typeof params>,
  definition: SchedulerDefinition,
): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  // Pure noise is the last timestep of training, where only trailing spacing is sure to begin.
  if (zeroSnr === 'on') Object.assign(options, { [ZERO_SNR]: true, timestep_spacing: 'trailing' });
  if (zeroSnr === 'off' && knowsZeroSnr(definition)) options[ZERO_SNR] = false;
  if (spacing !== 'auto') options.timestep_spacing = spacing;
  if (predictionType !== 'auto') options.prediction_type = predictionType;
  if (sigmas === 'auto') return options;
  for (const [choice, setting] of Object.entries(SIGMA_SWITCHES)) {
    if (choice === sigmas || Object.hasOwn(definition.config.shape, setting))
      options[setting] = choice === sigmas;
  }
  return options;
}
