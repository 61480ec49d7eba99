import type { Result } from '@latentgraph/graph-core';
import type { ClipTextArchitecture } from '../architecture/clip-text.ts';
import type { UNetArchitecture } from '../architecture/unet.ts';
import type { VaeArchitecture } from '../architecture/vae.ts';
import { type ClipTextUse, clipTextLayout, deriveClipText } from '../derive/clip-text.ts';
import { deriveUNet, unetLayout } from '../derive/unet.ts';
import { deriveVae, vaeLayout } from '../derive/vae.ts';
import { type ClipTextLayout, clipTextParameters } from '../names/clip-text.ts';
import { locateWeights } from '../names/locate-weights.ts';
import { unetParameters } from '../names/unet.ts';
import type { UNetLayout } from '../names/unet-blocks.ts';
import { type VaeLayout, vaeParameters } from '../names/vae.ts';
import type { Weights } from '../names/weights.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';

/** A component that can be built: what it is, and where each of its weights lies. */
export interface ModelPart<Architecture, Layout extends string> {
  readonly architecture: Architecture;
  readonly layout: Layout;
  readonly weights: Weights;
}

export type UNetPart = ModelPart<UNetArchitecture, UNetLayout>;
export type VaePart = ModelPart<VaeArchitecture, VaeLayout>;
export type TextEncoderPart = ModelPart<ClipTextArchitecture, ClipTextLayout>;

/** Reads the UNet whose tensors these are. */
export function readUNet(tensors: TensorTable, pooledWidth?: number): Result<{ part: UNetPart }> {
  const layout = unetLayout(tensors)!;
  const derived = deriveUNet(tensors, layout, pooledWidth);
  if (!derived.ok) return derived;
  const { architecture } = derived;
  const located = locateWeights('The UNet', unetParameters(architecture, layout), tensors);
  if (!located.ok) return located;
  return { ok: true, warnings: [], part: { architecture, layout, weights: located.weights } };
}

/** Reads the VAE whose tensors these are. */
export function readVae(tensors: TensorTable): Result<{ part: VaePart }> {
  const layout = vaeLayout(tensors)!;
  const derived = deriveVae(tensors, layout);
  if (!derived.ok) return derived;
  const { architecture } = derived;
  const located = locateWeights('The VAE', vaeParameters(architecture, layout), tensors);
  if (!located.ok) return located;
  return { ok: true, warnings: [], part: { architecture, layout, weights: located.weights } };
}

/** Reads the text encoder whose tensors these are, as its family uses it. */
export function readTextEncoder(tensors: TensorTable, use: ClipTextUse): Result<{ part: TextEncoderPart }> {
  const layout = clipTextLayout(tensors)!;
  // Only original files hold the layer that SD 2 leaves out.
  const derived = deriveClipText(tensors, layout, layout === 'open_clip' ? use : { ...use, unusedLayers: 0 });
  if (!derived.ok) return derived;
  const { architecture } = derived;
  const located = locateWeights(
    'The text encoder',
    clipTextParameters(architecture, layout),
    tensors,
    (name) => isUnused(name, architecture, layout),
  );
  if (!located.ok) return located;
  return { ok: true, warnings: [], part: { architecture, layout, weights: located.weights } };
}

function isUnused(name: string, text: ClipTextArchitecture, layout: ClipTextLayout): boolean {
  if (name === 'text_projection' || name === 'text_projection.weight')
    return text.projectionWidth === undefined;
  const layer =
    layout === 'open_clip' ? /^transformer\.resblocks\.(\d+)\./ : /^text_model\.encoder\.layers\.(\d+)\./;
  const index = layer.exec(name)?.[1];
  return index !== undefined && Number(index) >= text.layers;
}
