import { type Problem, problem } from '@latentgraph/graph-core';
import type { FixedSize, ModelComponent } from '@latentgraph/nodes';
import type { ComponentFile } from './components.ts';

/** What a model takes only as its export fixed it; undefined where any will do. */
export interface FixedMeasures {
  readonly unet: FixedSize | undefined;
  readonly tokens: number | undefined;
  readonly vaeDecoder: FixedSize | undefined;
  readonly vaeEncoder: FixedSize | undefined;
}

/** @param factor pixels per latent cell, on each side */
export function fixedMeasures(
  {
    unet,
    vae_decoder: vaeDecoder,
    vae_encoder: vaeEncoder,
  }: Readonly<Partial<Record<ModelComponent, ComponentFile>>>,
  factor: number,
): FixedMeasures {
  const tokens = unet && shapeOf(unet, 'encoder_hidden_states')?.[1];
  return {
    unet: unet && sizeOf(unet, 'sample', factor),
    tokens: typeof tokens === 'number' ? tokens : undefined,
    vaeDecoder: vaeDecoder && sizeOf(vaeDecoder, 'latent_sample', factor),
    vaeEncoder: vaeEncoder && sizeOf(vaeEncoder, 'sample', 1),
  };
}

/** What to know about a model that makes pictures of one size alone, before it is run. */
export function fixedSizeWarning(model: string, { unet, vaeDecoder }: FixedMeasures): Problem | undefined {
  const fixed = unet ?? vaeDecoder;
  if (!fixed) return undefined;
  const size = `${fixed.widthPx}×${fixed.heightPx}`;
  return problem({
    code: 'model-size-fixed',
    severity: 'warning',
    message: `Model '${model}' makes pictures of ${size} alone: it was exported for that size.`,
    remedy: `Set Noise to ${size}, or export the model with dynamic axes.`,
  });
}

function sizeOf(file: ComponentFile, input: string, factor: number): FixedSize | undefined {
  const [height, width] = shapeOf(file, input)?.slice(2) ?? [];
  return typeof height === 'number' && typeof width === 'number'
    ? { widthPx: width * factor, heightPx: height * factor }
    : undefined;
}

/** The only input of a file may have any name. */
function shapeOf({ header: { inputs } }: ComponentFile, name: string) {
  return (inputs.length === 1 ? inputs[0] : inputs.find((input) => input.name === name))?.shape;
}
