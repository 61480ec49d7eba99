import { type Problem, type ProblemInput, problem } from '@latentgraph/graph-core';
import type {
  LatentFamily,
  LatentRgb,
  ModelComponent,
  PredictionKind,
  TextTower,
  TimeIdCount,
} from '@latentgraph/nodes';
import type { ComponentFile } from './components.ts';
import type { ModelConfigs } from './configs.ts';
import { type FixedMeasures, fixedMeasures } from './fixed-measures.ts';
import { publishedLatentRgb } from './published-latent-rgb.ts';
import { schedulerConfig } from './scheduler-config.ts';

/** The numbers of a model that nodes and wires need. */
export interface ModelMeasures {
  readonly family: LatentFamily;
  readonly inChannels: number;
  readonly conditioningWidth: number;
  readonly towers: readonly TextTower[];
  /** Of all text encoders together. */
  readonly textWidth: number;
  /** Whether the model was taught zeros for a prompt without text. */
  readonly zerosForEmpty: boolean;
  readonly tokenLimit: number;
  readonly sizeMultiple: number;
  readonly predictionType: PredictionKind;
  /** The settings of its scheduler_config.json, or what stands in for them. */
  readonly scheduler: ModelConfigs['scheduler'];
  readonly scalingFactor: number;
  readonly shiftFactor: number;
  readonly extraInputs: readonly string[];
  /** How many numbers `time_ids` takes; undefined in models without it. */
  readonly timeIds: TimeIdCount | undefined;
  /** Width of `timestep_cond`; undefined in models without it. */
  readonly guidanceWidth: number | undefined;
  readonly fixed: FixedMeasures;
  readonly warnings: readonly Problem[];
}

/** What stands in where neither a config nor the ONNX file tells: Stable Diffusion 1.x. */
const USUAL = { channels: 4, factor: 8, scalingFactor: 0.18215, unetLevels: 4, width: 768, tokenLimit: 77 };

const UNET_INPUTS = ['sample', 'timestep', 'encoder_hidden_states'];

/** The ONNX files of a model, or of the parts of one that are taken. */
export type ComponentFiles = Readonly<Partial<Record<ModelComponent, ComponentFile>>>;

/**
 * Configs first, then the files' own metadata, then the usual values with a warning. Of parts that are not there the usual
 * values stand, and nobody is to go by them.
 */
export function measure(model: string, configs: ModelConfigs, files: ComponentFiles): ModelMeasures {
  const warnings: Problem[] = [];
  const warn = (input: ProblemInput) => warnings.push(problem({ ...input, severity: 'warning' }));
  const assume = <Value>(part: ModelComponent, value: Value, what: string, where: string): Value => {
    if (!files[part]) return value;
    warn({
      code: 'model-config-assumed',
      message: `Model '${model}' does not say its ${what}; ${value} is taken.`,
      remedy: `If pictures look wrong, put the model's own ${where} into the folder.`,
    });
    return value;
  };

  const { vae, unet, textEncoder, textEncoder2, modelIndex } = configs;
  const channels = vae.latent_channels ?? channelsOf(files.vae_decoder, 'latent_sample') ?? USUAL.channels;
  const family: LatentFamily = {
    channels,
    factor: vae.block_out_channels
      ? 2 ** (vae.block_out_channels.length - 1)
      : assume('vae_decoder', USUAL.factor, 'VAE down-scale factor', 'vae_decoder/config.json'),
    latentRgb: latentRgb(model, configs, channels, warn),
  };
  const conditioningWidth =
    configuredWidth(unet.cross_attention_dim) ??
    inputSize(files.unet, 'encoder_hidden_states', 2) ??
    assume('unet', USUAL.width, 'conditioning width', 'unet/config.json');
  const firstWidth = hiddenWidth(textEncoder, files.text_encoder);
  const scheduler = schedulerConfig(model, configs, files.unet ? warn : () => {});
  return {
    family,
    conditioningWidth,
    inChannels: unet.in_channels ?? channelsOf(files.unet, 'sample') ?? channels,
    towers: towersOf(files),
    textWidth: files.text_encoder_2
      ? (firstWidth ?? 0) + (hiddenWidth(textEncoder2, files.text_encoder_2) ?? 0)
      : (firstWidth ?? conditioningWidth),
    zerosForEmpty: modelIndex.force_zeros_for_empty_prompt === true,
    tokenLimit: textEncoder.max_position_embeddings ?? USUAL.tokenLimit,
    sizeMultiple:
      2 **
      ((unet.block_out_channels?.length ??
        assume('unet', USUAL.unetLevels, 'number of UNet levels', 'unet/config.json')) -
        1),
    predictionType: predictionType(model, scheduler, warn),
    scheduler,
    scalingFactor:
      vae.scaling_factor ??
      assume('vae_decoder', USUAL.scalingFactor, 'VAE scaling factor', 'vae_decoder/config.json'),
    shiftFactor: vae.shift_factor ?? 0,
    extraInputs: (files.unet?.header.inputs ?? [])
      .map((input) => input.name)
      .filter((name) => !UNET_INPUTS.includes(name)),
    timeIds: timeIdCount(files.unet, modelIndex),
    guidanceWidth: inputSize(files.unet, 'timestep_cond', 1) ?? unet.time_cond_proj_dim ?? undefined,
    fixed: fixedMeasures(files, family.factor),
    warnings,
  };
}

function hiddenWidth(
  config: ModelConfigs['textEncoder'],
  file: ComponentFile | undefined,
): number | undefined {
  return config.hidden_size ?? outputSize(file, 'last_hidden_state', 2);
}

/** SDXL reads the layers before the last of two encoders; all others the last of one. */
function towersOf(files: ComponentFiles): readonly TextTower[] {
  if (!files.text_encoder_2) return [{ component: 'text_encoder', layer: 'last' }];
  return [
    { component: 'text_encoder', layer: 'penultimate' },
    { component: 'text_encoder_2', layer: 'penultimate' },
  ];
}

/** By the file, or where its axis has a name alone, by what the pipeline asks for: the refiner wants an aesthetic score. */
function timeIdCount(
  unet: ComponentFile | undefined,
  modelIndex: ModelConfigs['modelIndex'],
): TimeIdCount | undefined {
  if (!unet?.header.inputs.some(({ name }) => name === 'time_ids')) return undefined;
  const size = inputSize(unet, 'time_ids', 1);
  if (size === 5 || size === 6) return size;
  return modelIndex.requires_aesthetics_score === true ? 5 : 6;
}

function configuredWidth(width: number | readonly number[] | undefined): number | undefined {
  return typeof width === 'number' ? width : width?.at(-1);
}

function inputSize(file: ComponentFile | undefined, name: string, axis: number): number | undefined {
  const size = file?.header.inputs.find((input) => input.name === name)?.shape[axis];
  return typeof size === 'number' ? size : undefined;
}

/** Channels that an input takes: by its shape, or where that has names alone, by the weight that it meets first. */
function channelsOf(file: ComponentFile | undefined, name: string): number | undefined {
  return inputSize(file, name, 1) ?? file?.header.convolvedChannels.get(name);
}

function outputSize(file: ComponentFile | undefined, name: string, axis: number): number | undefined {
  const size = file?.header.outputs.find((output) => output.name === name)?.shape[axis];
  return typeof size === 'number' ? size : undefined;
}

function latentRgb(
  model: string,
  { latentgraph, vae }: ModelConfigs,
  channels: number,
  warn: (input: ProblemInput) => void,
): LatentRgb | null {
  const map = latentgraph.latentRgb;
  if (!map) return publishedLatentRgb(channels, vae.scaling_factor);
  if (map.factors.length === channels) return { factors: map.factors, bias: map.bias };
  warn({
    code: 'model-latent-rgb-mismatch',
    message: `Model '${model}': latentgraph.json has latentRgb factors for ${map.factors.length} channels, but latents have ${channels}.`,
    remedy: 'They are left aside: previews decode through the VAE. Give one row of factors a channel.',
  });
  return null;
}

const PREDICTION_TYPES: Readonly<Record<string, PredictionKind>> = {
  epsilon: 'epsilon',
  v_prediction: 'v_prediction',
  sample: 'sample',
  flow_prediction: 'flow',
};

function predictionType(
  model: string,
  scheduler: ModelConfigs['scheduler'],
  warn: (input: ProblemInput) => void,
): PredictionKind {
  if (scheduler._class_name?.startsWith('FlowMatch')) return 'flow';
  const name = scheduler.prediction_type;
  if (name === undefined) return 'epsilon';
  const kind = Object.hasOwn(PREDICTION_TYPES, name) ? PREDICTION_TYPES[name] : undefined;
  if (kind) return kind;
  warn({
    code: 'model-prediction-type-unknown',
    message: `Model '${model}': scheduler_config.json names the prediction type '${name}', which is not known.`,
    remedy: `epsilon is taken; known are ${Object.keys(PREDICTION_TYPES).join(', ')}.`,
  });
  return 'epsilon';
}
