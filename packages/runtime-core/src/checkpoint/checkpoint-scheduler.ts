import type { Prediction } from '@latentgraph/model-graphs';
import type { ModelConfigs } from '../model-folder/configs.ts';

/** The noise levels that all families of Stable Diffusion were trained on. */
const TRAINED = {
  num_train_timesteps: 1000,
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  steps_offset: 1,
};

const PNDM = {
  ...{ _class_name: 'PNDMScheduler', ...TRAINED },
  ...{ set_alpha_to_one: false, skip_prk_steps: true, clip_sample: false },
};

const DDIM = {
  ...{ _class_name: 'DDIMScheduler', ...TRAINED },
  ...{ set_alpha_to_one: false, clip_sample: false },
};

const EULER = {
  ...{ _class_name: 'EulerDiscreteScheduler', ...TRAINED },
  ...{ timestep_spacing: 'leading', interpolation_type: 'linear', use_karras_sigmas: false },
};

/** The scheduler_config.json that each family was published with. */
const PUBLISHED: Readonly<Record<string, ModelConfigs['scheduler']>> = {
  sd1: PNDM,
  sd2: DDIM,
  sdxl: EULER,
  'sdxl-refiner': EULER,
};

/**
 * The scheduler settings of a checkpoint whose folder says none: those of its family, for what its UNet predicts. A model that was
 * trained down to no signal at all starts there, which takes trailing timesteps.
 */
export function checkpointScheduler(
  family: string,
  { type, zeroTerminalSnr }: Pick<Prediction, 'type' | 'zeroTerminalSnr'>,
): ModelConfigs['scheduler'] {
  return {
    ...(PUBLISHED[family] ?? PNDM),
    prediction_type: type,
    ...(zeroTerminalSnr && { rescale_betas_zero_snr: true, timestep_spacing: 'trailing' }),
  };
}
