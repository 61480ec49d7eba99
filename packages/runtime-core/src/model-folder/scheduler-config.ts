import type { ProblemInput } from '@latentgraph/graph-core';
import { findSchedulerByClass, schedulerDefinitions } from '@latentgraph/nodes';
import type { ModelConfigs } from './configs.ts';

/** How Stable Diffusion 1.x was trained, and the scheduler that it was published with. diffusers' own defaults differ. */
const USUAL_SCHEDULER = {
  _class_name: 'PNDMScheduler',
  num_train_timesteps: 1000,
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  steps_offset: 1,
  set_alpha_to_one: false,
  skip_prk_steps: true,
  clip_sample: false,
};

/**
 * The scheduler settings of a model. A folder without them gets those that Stable Diffusion is published with, under the
 * class that model_index.json names: the defaults of the classes would be another noise schedule than any such model has.
 */
export function schedulerConfig(
  model: string,
  { scheduler, modelIndex }: ModelConfigs,
  warn: (input: ProblemInput) => void,
): ModelConfigs['scheduler'] {
  if (scheduler._class_name !== undefined) {
    if (!findSchedulerByClass(scheduler._class_name)) warn(unknownScheduler(model, scheduler._class_name));
    return scheduler;
  }
  const named = modelIndex.scheduler?.[1] ?? '';
  const known = findSchedulerByClass(named);
  const className = known ? named : USUAL_SCHEDULER._class_name;
  warn({
    code: 'model-config-assumed',
    message: `Model '${model}' does not say its scheduler settings; those of Stable Diffusion are taken, with ${className}.`,
    remedy: "If pictures look wrong, put the model's own scheduler/scheduler_config.json into the folder.",
  });
  return { ...USUAL_SCHEDULER, _class_name: className, ...scheduler };
}

function unknownScheduler(model: string, className: string): ProblemInput {
  return {
    code: 'model-scheduler-unknown',
    message: `Model '${model}' names the scheduler '${className}', which is not known.`,
    remedy: `Choose another in Schedule: ${schedulerDefinitions.map(({ name }) => name).join(', ')}.`,
  };
}
