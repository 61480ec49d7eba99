import type { Schedule, ScheduleEntry } from '../schedulers/schedule.ts';
import type { Tensor } from './tensor.ts';

/** Names one set of weights. Handles carry it instead of sessions, so values stay plain and cacheable. */
export interface ModelKey {
  readonly name: string;
  /** File variant such as `fp16`; empty for the plain `model.onnx`. */
  readonly variant: string;
  /** Content hash of the model's files. */
  readonly hash: string;
}

/** Linear map from latent channels to RGB in −1…1: rgb[k] = bias[k] + Σ factors[c][k] · latent[c]. */
export interface LatentRgb {
  readonly factors: readonly (readonly [number, number, number])[];
  readonly bias: readonly [number, number, number];
}

/** What all latents of one model family share. */
export interface LatentFamily {
  readonly channels: number;
  /** Pixels per latent cell, on each side. */
  readonly factor: number;
  readonly latentRgb: LatentRgb | null;
}

/** The one size that a file takes, where its export fixed it. */
export interface FixedSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** 6: original size, crop, target size. 5: original size, crop, aesthetic score. */
export type TimeIdCount = 5 | 6;

export interface UNetHandle {
  readonly model: ModelKey;
  readonly family: LatentFamily;
  /** Channels that the file's `sample` takes: the family's, 9 for inpainting models, 8 for instruct-pix2pix. */
  readonly inChannels: number;
  readonly conditioningWidth: number;
  /** Latent sizes must be multiples of this: 2^(levels − 1), or 1 where the graph enlarges to the size of its skips. */
  readonly sizeMultiple: number;
  readonly predictionType: PredictionKind;
  /** Inputs that the file has besides `sample`, `timestep` and `encoder_hidden_states`. */
  readonly extraInputs: readonly string[];
  /** How many numbers about size `time_ids` takes, in models with that input: 6 in SDXL, 5 in its refiner. */
  readonly timeIds?: TimeIdCount;
  /** Width of the file's `timestep_cond`, in models with guidance built in. */
  readonly guidanceWidth?: number;
  /** Size of pictures, where the file makes no other. */
  readonly fixedSize?: FixedSize;
  /** Tokens of a conditioning, where the file takes no other number. */
  readonly fixedTokens?: number;
}

/** One of the text encoders that read a prompt together. */
export interface TextTower {
  readonly component: 'text_encoder' | 'text_encoder_2';
  /** What of it the UNet was taught with: the last layer through the final norm, or the layer before it as it is. */
  readonly layer: 'last' | 'penultimate';
}

export interface TextEncoderHandle {
  readonly model: ModelKey;
  /** One, or several whose numbers stand side by side for each token: two in SDXL. */
  readonly towers: readonly TextTower[];
  /** Of all towers together. */
  readonly conditioningWidth: number;
  /** Whether the model was taught zeros for a prompt without text, as SDXL was. */
  readonly zerosForEmpty?: boolean;
  /** Tokens per chunk, start and end included: 77 for CLIP. */
  readonly tokenLimit: number;
}

export interface VaeHandle {
  readonly model: ModelKey;
  readonly family: LatentFamily;
  readonly scalingFactor: number;
  readonly shiftFactor: number;
  /** Sizes of pictures, where the decoder or the encoder takes no other. */
  readonly fixedSizes?: { readonly decoder?: FixedSize; readonly encoder?: FixedSize };
}

/** The content of scheduler_config.json, with the model's name for messages. */
export interface SchedulerConfigValue {
  readonly model: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** How much noise a latent holds: latent = alpha · clean + sigma · noise. */
export type LatentLevel =
  | { readonly kind: 'noise' }
  | { readonly kind: 'clean' }
  | { readonly kind: 'noised'; readonly timestep: number; readonly alpha: number; readonly sigma: number };

export interface LatentValue {
  /** [batch, channels, height / factor, width / factor] */
  readonly tensor: Tensor;
  readonly level: LatentLevel;
  readonly family: LatentFamily;
}

/** [batch, height, width, 3] in 0…1 */
export interface ImageValue {
  readonly tensor: Tensor;
}

/** [batch, 1, height, width] in 0…1, 1 = repaint */
export interface MaskValue {
  readonly tensor: Tensor;
}

/** What SDXL was told about each picture of its training, in pixels of that picture. */
export interface SizeSettings {
  readonly originalWidthPx?: number;
  readonly originalHeightPx?: number;
  readonly cropLeftPx?: number;
  readonly cropTopPx?: number;
  readonly targetWidthPx?: number;
  readonly targetHeightPx?: number;
  /** How beautiful people found it, about 1…10; for the refiner alone. */
  readonly aestheticScore?: number;
}

/** An open record: entries that a node does not know pass through it. */
export interface ConditioningValue {
  /** [batch, tokens, width] */
  readonly embeddings: Tensor;
  /** [batch, pooled width] */
  readonly pooled?: Tensor;
  /** [batch, channels, h, w]: what inpainting models take behind the latent's channels. */
  readonly concat?: Tensor;
  /** What SDXL models are told about size; what is left out is that of the picture that is made. */
  readonly size?: SizeSettings;
  readonly [entry: string]: unknown;
}

export type PredictionKind = 'epsilon' | 'v_prediction' | 'sample' | 'flow';

export interface PredictionValue {
  readonly tensor: Tensor;
  readonly kind: PredictionKind;
  readonly family: LatentFamily;
  /** Whether the model has applied guidance already, as LCM does. */
  readonly isGuided?: boolean;
}

/** One model evaluation of a schedule. */
export interface StepValue extends ScheduleEntry {
  /** Among the entries that run: 0 … count − 1. */
  readonly index: number;
  readonly count: number;
  readonly schedule: Schedule;
}

/** A place in a stream of random numbers: the draws so far are replayed to go on from there. */
export interface SeedValue {
  readonly generator: string;
  /** 64 bits, unsigned. */
  readonly seed: bigint;
  /** Dims of the draws so far, in order. */
  readonly draws: readonly (readonly number[])[];
  /** `increment`: picture i of a batch draws from a stream of its own, seeded with seed + i. */
  readonly batchSeeds: 'shared' | 'increment';
}
