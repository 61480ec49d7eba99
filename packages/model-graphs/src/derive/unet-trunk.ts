import { type AddEmbedding, type HeadRule, headsOf, type UNetTrunk } from '../architecture/unet.ts';
import type { UNetLayout } from '../names/unet-blocks.ts';
import { ShapeFault, type Shapes } from './shapes.ts';
import { type UNetLevels, unetLevels } from './unet-levels.ts';

/** SD 1 has this many heads in every attention. */
const SD1_HEADS = 8;
/** UNets with linear projections have as many heads as heads of this width fit. */
const HEAD_WIDTH = 64;
/** GroupNorm has this many groups everywhere. */
const NORM_GROUPS = 32;

/** Width of the sinusoid of each size number in SDXL (`addition_time_embed_dim`). */
const TIME_ID_WIDTH = 256;

const KEY_TENSORS = {
  original: {
    convIn: 'input_blocks.0.0.weight',
    time: 'time_embed.0.weight',
    add: 'label_emb.0.0.weight',
  },
  diffusers: {
    convIn: 'conv_in.weight',
    time: 'time_embedding.linear_1.weight',
    add: 'add_embedding.linear_1.weight',
  },
} as const satisfies Record<UNetLayout, unknown>;

/**
 * Reads the way down and the middle of a UNet. `pooledWidth` is the width of the pooled embedding of the text encoder
 * that comes with it; without one SDXL's known numbers of size ids tell it.
 *
 * @throws ShapeFault where they are none that can be built
 */
export function deriveTrunk(shapes: Shapes, layout: UNetLayout, pooledWidth?: number): UNetTrunk {
  const key = KEY_TENSORS[layout];
  const { down, mid } = unetLevels(shapes, layout);
  if (down.length === 0) throw new ShapeFault('the UNet has no levels');
  const attention = shapes.endingWith('.attn2.to_k.weight');
  const projection = shapes.endingWith('.proj_in.weight');
  if (attention === undefined || projection === undefined) {
    throw new ShapeFault('the UNet has no attention to text');
  }
  const linearProjection = shapes.rank(projection) === 2;
  const trunk: UNetTrunk = {
    modelChannels: shapes.size(key.convIn, 0),
    timeEmbeddingWidth: shapes.size(key.time, 0),
    contextWidth: shapes.size(attention, 1),
    down,
    // A UNet without a middle goes on with what the last level gives.
    mid: mid.resnets === 0 ? { ...mid, width: down.at(-1)!.width } : mid,
    attentionHeads: linearProjection
      ? { rule: 'width', headWidth: HEAD_WIDTH }
      : { rule: 'count', heads: SD1_HEADS },
    linearProjection,
    ...(shapes.has(key.add)
      ? { addEmbedding: addEmbedding(shapes.size(key.add, 1), down.length, pooledWidth) }
      : {}),
  };
  checkWidths(trunk.attentionHeads, { down, mid });
  return trunk;
}

/** SDXL takes six size ids on three levels; its refiner five on four. */
function addEmbedding(width: number, levels: number, known: number | undefined): AddEmbedding {
  const pooledWidth = known ?? width - (levels === 3 ? 6 : 5) * TIME_ID_WIDTH;
  const timeIds = (width - pooledWidth) / TIME_ID_WIDTH;
  if (pooledWidth < 1 || !Number.isInteger(timeIds) || timeIds < 0) {
    throw new ShapeFault(`${width} added conditions do not divide into a pooled embedding and size numbers`);
  }
  return { pooledWidth, timeIds, timeIdWidth: TIME_ID_WIDTH };
}

/** Throws ShapeFault where norms have no equal groups or attentions no equal heads. */
export function checkWidths(rule: HeadRule, { down = [], mid, up = [] }: Partial<UNetLevels>): void {
  const levels = [...down, ...up].map(({ width, transformerDepths }) => ({
    width,
    transformerDepth: Math.max(...transformerDepths),
  }));
  for (const { width, transformerDepth } of mid ? [...levels, mid] : levels) {
    if (width % NORM_GROUPS !== 0) {
      throw new ShapeFault(`${width} channels do not divide into ${NORM_GROUPS} groups`);
    }
    if (transformerDepth > 0) checkHeads(rule, width);
  }
}

function checkHeads(rule: HeadRule, width: number): void {
  const heads = headsOf(rule, width);
  if (!Number.isInteger(heads) || width % heads !== 0) {
    throw new ShapeFault(`${width} channels do not divide into attention heads`);
  }
}
