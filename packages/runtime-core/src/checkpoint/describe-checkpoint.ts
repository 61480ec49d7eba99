import type { RecognisedModel, WeightDtype, Weights } from '@latentgraph/model-graphs';

/** What a checkpoint is, in words for people. */
export interface CheckpointDescription {
  /** `Stable Diffusion XL`; absent where there is no UNet. */
  readonly family?: string;
  /** `UNet`, `VAE`, `text encoder` … */
  readonly parts: readonly string[];
  /** Types of the weights, the most bytes first: `float16`, `float16 and float32`. */
  readonly precision: string;
  /** What the UNet predicts, and who says so: `v, by the tensor 'v_pred'`. */
  readonly prediction?: string;
}

const PRECISIONS: Readonly<Record<WeightDtype, string>> = {
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
};

/** UNets that take more than a latent. */
const PURPOSES: Readonly<Record<number, string>> = {
  8: ' for changing a picture (8 channels)',
  9: ' for inpainting (9 channels)',
};

const PREDICTIONS = {
  epsilon: 'epsilon',
  v_prediction: 'v',
  edm: 'in the way of EDM',
  edm_v_prediction: 'v in the way of EDM',
} as const;

/** Says what a recognised checkpoint is. */
export function describeCheckpoint(model: RecognisedModel): CheckpointDescription {
  const { family, unet, vae, textEncoders, prediction } = model;
  const halves = [vae?.architecture.encoderResnets, vae?.architecture.decoderResnets];
  const missingHalf = ['encoder', 'decoder'].filter((_, at) => halves[at] === undefined);
  const encoders = textEncoders.length;
  const snr = prediction?.zeroTerminalSnr ? ' down to no signal' : '';
  return {
    ...(family && { family: family.title }),
    parts: [
      ...(unet ? [`UNet${PURPOSES[unet.architecture.inChannels] ?? ''}`] : []),
      ...(encoders > 0 ? [encoders === 1 ? 'text encoder' : `${encoders} text encoders`] : []),
      ...(vae ? [`VAE${missingHalf.length > 0 ? ` without its ${missingHalf.join()}` : ''}`] : []),
    ],
    precision: precisionOf([unet, vae, ...textEncoders.map(({ part }) => part)].map((part) => part?.weights)),
    ...(prediction && {
      prediction: `${PREDICTIONS[prediction.type]}${snr}, by ${prediction.evidence}`,
    }),
  };
}

function precisionOf(parts: readonly (Weights | undefined)[]): string {
  const bytes = new Map<WeightDtype, number>();
  for (const weights of parts) {
    for (const { dtype, byteLength } of weights?.values() ?? []) {
      bytes.set(dtype, (bytes.get(dtype) ?? 0) + byteLength);
    }
  }
  return [...bytes]
    .sort((a, b) => b[1] - a[1])
    .map(([dtype]) => PRECISIONS[dtype])
    .join(' and ');
}
