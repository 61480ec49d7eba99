import type { Result } from '@latentgraph/graph-core';
import { type AddEmbedding, type HeadRule, headsOf, type UNetArchitecture } from '../architecture/unet.ts';
import { skipCount, type UNetLayout } from '../names/unet-blocks.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';
import { derived } from './derived.ts';
import { ShapeFault, Shapes } from './shapes.ts';
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
    convOut: 'out.2.weight',
    time: 'time_embed.0.weight',
    guidance: 'time_embed.cond_proj.weight',
    add: 'label_emb.0.0.weight',
  },
  diffusers: {
    convIn: 'conv_in.weight',
    convOut: 'conv_out.weight',
    time: 'time_embedding.linear_1.weight',
    guidance: 'time_embedding.cond_proj.weight',
    add: 'add_embedding.linear_1.weight',
  },
} as const satisfies Record<UNetLayout, unknown>;

/** Which layout a UNet's names have, or undefined where they are none of a UNet. */
export function unetLayout(tensors: TensorTable): UNetLayout | undefined {
  if (tensors.has(KEY_TENSORS.original.convIn)) return 'original';
  return tensors.has(KEY_TENSORS.diffusers.convIn) && tensors.has('down_blocks.0.resnets.0.conv1.weight')
    ? 'diffusers'
    : undefined;
}

/**
 * Reads a UNet's architecture from the names, ranks and ratios of its tensors. `pooledWidth` is the width of the
 * pooled embedding of the text encoder that comes with it; without one SDXL's known numbers of size ids tell it.
 */
export function deriveUNet(
  tensors: TensorTable,
  layout: UNetLayout,
  pooledWidth?: number,
): Result<{ architecture: UNetArchitecture }> {
  return derived(() => {
    const shapes = new Shapes(tensors);
    const key = KEY_TENSORS[layout];
    const levels = unetLevels(shapes, layout);
    if (levels.down.length === 0) throw new ShapeFault('the UNet has no levels');
    const attention = shapes.endingWith('.attn2.to_k.weight');
    const projection = shapes.endingWith('.proj_in.weight');
    if (attention === undefined || projection === undefined) {
      throw new ShapeFault('the UNet has no attention to text');
    }
    const linearProjection = shapes.rank(projection) === 2;
    const unet: UNetArchitecture = {
      inChannels: shapes.size(key.convIn, 1),
      outChannels: shapes.size(key.convOut, 0),
      modelChannels: shapes.size(key.convIn, 0),
      timeEmbeddingWidth: shapes.size(key.time, 0),
      contextWidth: shapes.size(attention, 1),
      down: levels.down,
      // A UNet without a middle goes on with what the last level gives.
      mid: levels.mid.resnets === 0 ? { ...levels.mid, width: levels.down.at(-1)!.width } : levels.mid,
      up: levels.up,
      attentionHeads: linearProjection
        ? { rule: 'width', headWidth: HEAD_WIDTH }
        : { rule: 'count', heads: SD1_HEADS },
      linearProjection,
      ...(shapes.has(key.guidance) ? { guidanceEmbeddingWidth: shapes.size(key.guidance, 1) } : {}),
      ...(shapes.has(key.add)
        ? { addEmbedding: addEmbedding(shapes.size(key.add, 1), levels.down.length, pooledWidth) }
        : {}),
    };
    checkStructure(unet);
    return unet;
  });
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

function checkStructure(unet: UNetArchitecture): void {
  const resnets = unet.up.reduce((sum, level) => sum + level.transformerDepths.length, 0);
  if (resnets !== skipCount(unet)) {
    throw new ShapeFault(`the way up has ${resnets} resnets for ${skipCount(unet)} skips`);
  }
  for (const { width, transformerDepth } of attentionLevels(unet)) {
    if (width % NORM_GROUPS !== 0)
      throw new ShapeFault(`${width} channels do not divide into ${NORM_GROUPS} groups`);
    if (transformerDepth > 0) checkHeads(unet.attentionHeads, width);
  }
}

function attentionLevels({ down, mid, up }: UNetLevels) {
  const levels = [...down, ...up].map(({ width, transformerDepths }) => ({
    width,
    transformerDepth: Math.max(...transformerDepths),
  }));
  return [...levels, mid];
}

function checkHeads(rule: HeadRule, width: number): void {
  const heads = headsOf(rule, width);
  if (!Number.isInteger(heads) || width % heads !== 0) {
    throw new ShapeFault(`${width} channels do not divide into attention heads`);
  }
}
