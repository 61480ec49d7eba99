import type { Result } from '@latentgraph/graph-core';
import type { ClipTextArchitecture } from '../architecture/clip-text.ts';
import type { ClipTextLayout } from '../names/clip-text.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';
import { derived } from './derived.ts';
import { ShapeFault, Shapes } from './shapes.ts';

/** Heads of all towers are this wide. */
const HEAD_WIDTH = 64;

const KEY_TENSORS = {
  transformers: {
    tokens: 'text_model.embeddings.token_embedding.weight',
    positions: 'text_model.embeddings.position_embedding.weight',
    mlp: 'text_model.encoder.layers.0.mlp.fc1.weight',
    layer: (index: number) => `text_model.encoder.layers.${index}.mlp.fc1.weight`,
    projection: { name: 'text_projection.weight', axis: 0 },
  },
  open_clip: {
    tokens: 'token_embedding.weight',
    positions: 'positional_embedding',
    mlp: 'transformer.resblocks.0.mlp.c_fc.weight',
    layer: (index: number) => `transformer.resblocks.${index}.mlp.c_fc.weight`,
    projection: { name: 'text_projection', axis: 1 },
  },
} as const;

/** Which layout a text tower's names have, or undefined where they are none of one. */
export function clipTextLayout(tensors: TensorTable): ClipTextLayout | undefined {
  if (tensors.has(KEY_TENSORS.transformers.tokens)) return 'transformers';
  return tensors.has(KEY_TENSORS.open_clip.mlp) && tensors.has(KEY_TENSORS.open_clip.tokens)
    ? 'open_clip'
    : undefined;
}

/** What a family does with a tower, which the tensors do not tell. */
export interface ClipTextUse {
  /** Last layers that are in the file and left out: one of SD 2's. */
  readonly unusedLayers?: number;
  /** False where a `text_projection` in the file is left out. */
  readonly projects?: boolean;
  /** Of towers in transformers' layout, whose names do not tell; open_clip's are always `gelu`. */
  readonly activation?: ClipTextArchitecture['activation'];
}

/** Reads a text tower's architecture from the names and shapes of its tensors. */
export function deriveClipText(
  tensors: TensorTable,
  layout: ClipTextLayout,
  use: ClipTextUse = {},
): Result<{ architecture: ClipTextArchitecture }> {
  return derived(() => {
    const shapes = new Shapes(tensors);
    const key = KEY_TENSORS[layout];
    const width = shapes.size(key.tokens, 1);
    const layersInFile = shapes.count(key.layer);
    const layers = layersInFile - (use.unusedLayers ?? 0);
    if (width % HEAD_WIDTH !== 0)
      throw new ShapeFault(`${width} channels do not divide into heads of ${HEAD_WIDTH}`);
    if (layers < 1) throw new ShapeFault('the text encoder has no layers');
    const { name, axis } = key.projection;
    const projects = use.projects !== false && shapes.has(name);
    return {
      layers,
      layersInFile,
      width,
      heads: width / HEAD_WIDTH,
      mlpWidth: shapes.size(key.mlp, 0),
      vocabularySize: shapes.size(key.tokens, 0),
      positions: shapes.size(key.positions, 0),
      activation: layout === 'open_clip' ? 'gelu' : (use.activation ?? 'quick_gelu'),
      ...(projects ? { projectionWidth: shapes.size(name, axis) } : {}),
    };
  });
}
