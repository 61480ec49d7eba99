import {
  type AddEmbedding,
  type ModelFamily,
  type RecognisedModel,
  vaeDownscale,
} from '@latentgraph/model-graphs';
import type { TextTower, TimeIdCount } from '@latentgraph/nodes';
import type { ModelConfigs } from '../model-folder/configs.ts';
import type { ModelMeasures } from '../model-folder/measures.ts';
import { publishedLatentRgb } from '../model-folder/published-latent-rgb.ts';
import type { TokenizerTraits } from '../model-folder/tokenizer.ts';
import { checkpointScheduler } from './checkpoint-scheduler.ts';

/** What stands in for what a part alone does not tell: Stable Diffusion 1.x. */
const USUAL = { family: 'sd1', channels: 4, factor: 8, latent: { scale: 0.18215, shift: 0 } };
const USUAL_PREDICTION = { type: 'epsilon', zeroTerminalSnr: false } as const;

/**
 * The numbers of a checkpoint: of its architecture, of its folder's configs where there are any, else of its family. Of parts
 * that are not there the usual values stand, and nobody is to go by them.
 */
export function measureCheckpoint(model: RecognisedModel, configs: ModelConfigs): ModelMeasures {
  const { family, unet, vae, prediction = USUAL_PREDICTION } = model;
  const latentChannels = vae?.architecture.latentChannels ?? USUAL.channels;
  const encoders = encodersOf(model).map(({ part }) => part.architecture);
  const textWidth = encoders.reduce((sum, { width }) => sum + width, 0);
  const {
    inChannels = latentChannels,
    contextWidth = textWidth,
    addEmbedding,
    guidanceEmbeddingWidth,
  } = unet?.architecture ?? {};
  const latent = family?.latent ?? USUAL.latent;
  const scalingFactor = configs.vae.scaling_factor ?? latent.scale;
  const ownRgb = configs.latentgraph.latentRgb;
  const scheduler =
    configs.scheduler._class_name === undefined
      ? { ...checkpointScheduler(family?.id ?? USUAL.family, prediction), ...configs.scheduler }
      : configs.scheduler;
  return {
    family: {
      channels: latentChannels,
      factor: vae ? vaeDownscale(vae.architecture) : USUAL.factor,
      latentRgb:
        ownRgb?.factors.length === latentChannels
          ? { factors: ownRgb.factors, bias: ownRgb.bias }
          : publishedLatentRgb(latentChannels, scalingFactor),
    },
    inChannels,
    conditioningWidth: contextWidth,
    towers: encodersOf(model).map(({ role }) => towerOf(role)),
    textWidth,
    zerosForEmpty: configs.modelIndex.force_zeros_for_empty_prompt ?? family?.id === 'sdxl',
    tokenLimit: Math.min(...encoders.map(({ positions }) => positions)),
    // Its way up grows to the size that the way down left, whatever that is.
    sizeMultiple: 1,
    // A whole model predicts nothing else.
    predictionType: prediction.type === 'v_prediction' ? 'v_prediction' : 'epsilon',
    scheduler,
    scalingFactor,
    shiftFactor: configs.vae.shift_factor ?? latent.shift,
    extraInputs: [
      ...(addEmbedding ? ['text_embeds', 'time_ids'] : []),
      ...(guidanceEmbeddingWidth === undefined ? [] : ['timestep_cond']),
    ],
    timeIds: timeIdCount(addEmbedding),
    guidanceWidth: guidanceEmbeddingWidth,
    fixed: { unet: undefined, tokens: undefined, vaeDecoder: undefined, vaeEncoder: undefined },
    warnings: [],
  };
}

/** What each text encoder of a checkpoint expects of its tokenizer. */
export function tokenizerTraits(
  model: RecognisedModel,
): Readonly<Partial<Record<TextTower['component'], TokenizerTraits>>> {
  return Object.fromEntries(
    encodersOf(model).map(({ role, part: { architecture } }) => [
      role.component,
      {
        vocabularySize: architecture.vocabularySize,
        positions: architecture.positions,
        padding: role.padding,
      },
    ]),
  );
}

/** The text encoders that the family takes, in its order. */
function encodersOf({ textEncoders }: RecognisedModel) {
  return textEncoders.flatMap(({ role, part }) => (role ? [{ role, part }] : []));
}

function towerOf({ component, hiddenState }: ModelFamily['textEncoders'][number]): TextTower {
  return { component, layer: hiddenState === 'penultimate' ? 'penultimate' : 'last' };
}

/** The families of SDXL take no other counts. */
function timeIdCount(embedding: AddEmbedding | undefined): TimeIdCount | undefined {
  return embedding && (embedding.timeIds === 5 ? 5 : 6);
}
