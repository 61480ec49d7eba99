import { z } from 'zod';

/**
 * Constructor arguments that several diffusers schedulers share, under diffusers' names. A class whose defaults
 * differ extends or overrides the fragment it takes.
 *
 * Their metadata is for forms: `advanced` ones follow from how the model was trained, and `shownBy` names the param of
 * the Schedule node that stands for a setting.
 */
export const betaSettings = {
  num_train_timesteps: z
    .int()
    .min(1)
    .max(100_000)
    .default(1000)
    .describe('Timesteps the model was trained on.')
    .meta({ title: 'Training timesteps', advanced: true }),
  beta_start: z
    .number()
    .min(0)
    .max(1)
    .describe('Noise variance added at the first timestep.')
    .meta({ title: 'First beta', step: 0.0001, advanced: true })
    .default(0.0001),
  beta_end: z
    .number()
    .min(0)
    .max(1)
    .describe('Noise variance added at the last timestep.')
    .meta({ title: 'Last beta', step: 0.001, advanced: true })
    .default(0.02),
  beta_schedule: z
    .enum(['linear', 'scaled_linear', 'squaredcos_cap_v2'])
    .describe('How the variance grows between them.')
    .meta({ labels: { squaredcos_cap_v2: 'Squared cosine' }, advanced: true })
    .default('linear'),
  trained_betas: z
    .array(z.number().min(0).max(1))
    .min(1)
    .nullable()
    .default(null)
    .describe('The variances themselves, in place of a schedule.')
    .meta({ title: 'Betas', advanced: true }),
};

export const rescaleZeroSnr = z
  .boolean()
  .default(false)
  .describe('Rescale the betas so that the last timestep is pure noise (Lin et al. 2023, algorithm 1).')
  .meta({ shownBy: 'zeroSnr' });

export const stepsOffset = z
  .int()
  .min(0)
  .default(0)
  .describe('Added to timesteps of leading spacing; 1 for SD.');

export function timestepSpacing(standard: 'linspace' | 'leading' | 'trailing') {
  return z
    .enum(['linspace', 'leading', 'trailing'])
    .default(standard)
    .describe('Where the timesteps lie (Lin et al. 2023, table 2).')
    .meta({ shownBy: 'spacing' });
}

export const setAlphaToOne = (value: boolean) =>
  z
    .boolean()
    .default(value)
    .describe('End on a clean sample instead of the noise level of the first timestep.');

const WHAT_MODEL_PREDICTS = { description: 'What the model predicts.', shownBy: 'predictionType' };

/** Classes differ in what they can work with. */
export const predictionType = {
  ofNoise: z.enum(['epsilon', 'v_prediction']).default('epsilon').meta(WHAT_MODEL_PREDICTS),
  ofNoiseOrClean: z.enum(['epsilon', 'v_prediction', 'sample']).default('epsilon').meta(WHAT_MODEL_PREDICTS),
  ofAnyKind: z
    .enum(['epsilon', 'v_prediction', 'sample', 'flow_prediction'])
    .default('epsilon')
    .meta(WHAT_MODEL_PREDICTS),
};

export const finalSigmasType = z
  .enum(['zero', 'sigma_min'])
  .default('zero')
  .describe('The last noise level: none, or that of the first timestep.')
  .meta({ title: 'Last sigma', labels: { sigma_min: 'Smallest sigma' } });

/** At most one of them may be on: see `checkSigmaChoice`. */
export const sigmaChoice = {
  use_karras_sigmas: z
    .boolean()
    .default(false)
    .describe('Noise levels of Karras et al. 2022 (rho 7).')
    .meta({ title: 'Karras sigmas', shownBy: 'sigmas' }),
  use_exponential_sigmas: z
    .boolean()
    .default(false)
    .describe('Noise levels evenly spaced in log sigma.')
    .meta({ title: 'Exponential sigmas', shownBy: 'sigmas' }),
  use_beta_sigmas: z
    .boolean()
    .default(false)
    .describe('Noise levels of "Beta Sampling is All You Need" (2024).')
    .meta({ title: 'Beta sigmas', shownBy: 'sigmas' }),
};

export const clipSample = (value: boolean) => ({
  clip_sample: z.boolean().default(value).describe('Clamp the foreseen clean sample; for pixel models.'),
  clip_sample_range: z.number().positive().default(1).describe('Clamp to ± this.'),
});

export const dynamicThresholding = {
  thresholding: z
    .boolean()
    .default(false)
    .describe('Dynamic thresholding of the foreseen clean sample (Saharia et al. 2022); not for latents.')
    .meta({ title: 'Dynamic thresholding' }),
  dynamic_thresholding_ratio: z
    .number()
    .min(0)
    .max(1)
    .default(0.995)
    .describe('Quantile of |x₀| to threshold at.')
    .meta({ title: 'Thresholding ratio', step: 0.001 }),
  sample_max_value: z
    .number()
    .positive()
    .default(1)
    .describe('The threshold goes no higher than this.')
    .meta({ title: 'Largest threshold' }),
};

/** A choice that also takes names from related classes, as diffusers does when classes are swapped. */
export function choiceAdopting<const Choices extends readonly [string, ...string[]]>(
  choices: Choices,
  adopted: Readonly<Record<string, Choices[number]>>,
) {
  return z.preprocess(
    (value) => (typeof value === 'string' && Object.hasOwn(adopted, value) ? adopted[value] : value),
    z.enum(choices),
  );
}
