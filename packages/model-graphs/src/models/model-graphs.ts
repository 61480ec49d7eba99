import type { ClipTextArchitecture } from '../architecture/clip-text.ts';
import type { UNetArchitecture } from '../architecture/unet.ts';
import type { VaeArchitecture } from '../architecture/vae.ts';
import type { Weights } from '../names/weights.ts';
import { GraphBuilder, type GraphTraits } from '../onnx/graph-builder.ts';
import type { OnnxGraph } from '../onnx/model.ts';
import { clipText } from './clip-text.ts';
import { unet } from './unet.ts';
import { vaeDecoder, vaeEncoder } from './vae.ts';

/**
 * Makes the graph of one part of a model: a pure function of the architecture, of where its weights lie, and of what
 * the device can compute. Inputs and outputs have the names of the Diffusers layout and are float32 (token ids int64).
 *
 * @throws Error when `weights` are not those of the architecture
 */
type ModelGraph<Architecture> = (
  architecture: Architecture,
  weights: Weights,
  traits: GraphTraits,
) => OnnxGraph;

export const unetGraph = modelGraph<UNetArchitecture>('unet', unet);
export const vaeEncoderGraph = modelGraph<VaeArchitecture>('vae_encoder', vaeEncoder);
export const vaeDecoderGraph = modelGraph<VaeArchitecture>('vae_decoder', vaeDecoder);
export const clipTextGraph = modelGraph<ClipTextArchitecture>('text_encoder', clipText);

function modelGraph<Architecture>(
  name: string,
  build: (b: GraphBuilder, architecture: Architecture) => void,
): ModelGraph<Architecture> {
  return (architecture, weights, traits) => {
    const builder = GraphBuilder.create(traits, weights);
    build(builder, architecture);
    return builder.finish(name);
  };
}
