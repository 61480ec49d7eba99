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

/** A model with all parts that a picture takes. */
export type WholeModel = RecognisedModel &
  Required<Pick<RecognisedModel, 'family' | 'unet' | 'vae' | 'prediction'>>;

/** The numbers of a checkpoint: of its architecture, of its folder's configs where there are any, else of its family. */
export function measureCheckpoint(model: WholeModel, configs: ModelConfigs): ModelMeasures {
  const { family, unet, vae, prediction } = model;
  const { latentChannels } = vae.architecture;
  const { inChannels, contextWidth, addEmbedding, guidanceEmbeddingWidth } = unet.architecture;
  const encoders = encodersOf(model).map(({ part }) => part.architecture);
  const scalingFactor = configs.vae.scaling_factor ?? family.latent.scale;
  const ownRgb = configs.latentgraph.latentRgb;
  const scheduler =
    configs.scheduler._class_name === undefined
      ? { ...checkpointScheduler(family.id, prediction), ...configs.scheduler }
      : configs.scheduler;
  return {
    family: {
      channels: latentChannels,
      factor: vaeDownscale(vae.architecture),
      latentRgb:
        ownRgb?.factors.length === latentChannels
          ? { factors: ownRgb.factors, bias: ownRgb.bias }
          : publishedLatentRgb(latentChannels, scalingFactor),
    },
    inChannels,
    conditioningWidth: contextWidth,
    towers: encodersOf(model).map(({ role }) => towerOf(role)),
    textWidth: encoders.reduce((sum, { width }) => sum + width, 0),
    zerosForEmpty: configs.modelIndex.force_zeros_for_empty_prompt ?? family.id === 'sdxl',
    tokenLimit: Math.min(...encoders.map(({ positions }) => positions)),
    // Its way up grows to the size that the way down left, whatever that is.
    sizeMultiple: 1,
    // A whole model predicts nothing else.
    predictionType: prediction.type === 'v_prediction' ? 'v_prediction' : 'epsilon',
    scheduler,
    scalingFactor,
    shiftFactor: configs.vae.shift_factor ?? family.latent.shift,
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
