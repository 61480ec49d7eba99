import { ProblemError } from '@latentgraph/graph-core';
import { type CpuTensor, isCpuTensor } from '../ops/cpu-tensor.ts';
import type { EvaluationSite } from './feeds.ts';

/** Whether no value is NaN or infinite. One pass without branches: no sum of float32 values overflows a double. */
export function allFinite(values: Float32Array): boolean {
  // Four sums, so that no addition waits for the one before it.
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = values.length - (values.length % 4);
  for (let index = 0; index < whole; index += 4) {
    a += values[index]!;
    b += values[index + 1]!;
    c += values[index + 2]!;
    d += values[index + 3]!;
  }
  for (let index = whole; index < values.length; index += 1) a += values[index]!;
  return Number.isFinite(a + b + c + d);
}

/**
 * Stops what would end as a black picture.
 *
 * @param feeds what the model was given; looked at only when an output is not finite
 * @throws ProblemError `model-output-not-finite`, or `model-input-not-finite` where the fault came in with a feed
 */
export function requireFinite(
  outputs: Readonly<Record<string, CpuTensor>>,
  feeds: Readonly<Record<string, unknown>>,
  site: EvaluationSite,
): void {
  if (Object.values(outputs).every(({ data }) => allFinite(data))) return;
  const isSound = (feed: unknown) => !isCpuTensor(feed) || allFinite(feed.data);
  throw Object.values(feeds).every(isSound) ? outputNotFinite(site) : inputNotFinite(site);
}

/** A model gave values that no picture can be made of. */
export function outputNotFinite(site: EvaluationSite): ProblemError {
  return new ProblemError({
    code: 'model-output-not-finite',
    message: `${nameOf(site)} gave values that are not numbers (NaN or infinity)${stepOf(site)}.`,
    remedy: REMEDIES[site.component === 'vae_decoder' || site.component === 'vae_encoder' ? 'vae' : 'other'],
    ...nodeOf(site),
  });
}

function inputNotFinite(site: EvaluationSite): ProblemError {
  return new ProblemError({
    code: 'model-input-not-finite',
    message: `${nameOf(site)} was given values that are not numbers (NaN or infinity)${stepOf(site)}.`,
    remedy:
      'Look at what comes before it: a scale, weight or strength is too large, or two settings contradict.',
    ...nodeOf(site),
  });
}

const DAMAGED = 'If every variant does so, the file is damaged: copy or download it again.';

const REMEDIES = {
  vae: `Half precision overflows in some VAEs: choose another variant in Checkpoint, or the VAE of another model. ${DAMAGED}`,
  other: `Choose another variant of the model in Checkpoint: half precision overflows in some. ${DAMAGED}`,
};

function nameOf({ model, component }: EvaluationSite): string {
  return `The ${component} of model '${model.name}'`;
}

function stepOf({ place }: EvaluationSite): string {
  return place ? ` in step ${place.step.index + 1} of ${place.step.count}` : '';
}

function nodeOf({ place }: EvaluationSite): { readonly node?: string } {
  return place ? { node: place.node } : {};
}
