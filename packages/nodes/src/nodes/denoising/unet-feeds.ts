import { ProblemError } from '@latentgraph/graph-core';
import type { Backend } from '../../contract/backend.ts';
import type { NodeServices } from '../../contract/services.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ConditioningValue, LatentValue, UNetHandle } from '../../contract/values.ts';
import { guidanceEmbedding } from '../../guidance/guidance-embedding.ts';
import { fittingSize, sizeText } from '../latent/fitting-size.ts';
import { checkFixedSize } from '../latent/fixed-size.ts';
import { timeIds } from './time-ids.ts';

/** One call of a UNet: what the node was given. */
export interface UNetCall {
  readonly node: string;
  readonly unet: UNetHandle;
  readonly latent: LatentValue;
  readonly conditioning: ConditioningValue;
  /** For models with guidance built in; undefined where the user left it open. */
  readonly guidance: number | undefined;
}

/** diffusers' default for latent consistency models. */
const USUAL_GUIDANCE = 8.5;

/**
 * What a UNet is fed besides the latent and the timestep, by its names in the Diffusers layout; each of batch 1 or
 * the call's.
 *
 * @throws ProblemError when the model needs something that the conditioning does not have
 */
export async function conditioningFeeds(ops: Backend, call: UNetCall): Promise<Record<string, Tensor>> {
  const { unet, latent, conditioning } = call;
  checkTokens(call);
  const feeds: Record<string, Tensor> = { encoder_hidden_states: conditioning.embeddings };
  if (unet.extraInputs.includes('text_embeds')) feeds.text_embeds = pooledOf(call);
  if (unet.extraInputs.includes('time_ids')) {
    const ids = timeIds(unet.timeIds ?? 6, latent, conditioning.size);
    feeds.time_ids = await ops.upload(Float32Array.from(ids), [1, ids.length]);
  }
  if (unet.extraInputs.includes('timestep_cond')) {
    const embedding = guidanceEmbedding(call.guidance ?? USUAL_GUIDANCE, unet.guidanceWidth ?? 256);
    feeds.timestep_cond = await ops.upload(embedding, [1, embedding.length]);
  } else if (call.guidance !== undefined) {
    throw new ProblemError({
      code: 'guidance-not-an-input',
      message: `UNet '${call.node}' sets 'guidance', but model '${unet.model.name}' has no input for it.`,
      remedy: "Clear 'guidance' and use Guidance, which works with such models.",
      node: call.node,
      param: 'guidance',
    });
  }
  return feeds;
}

/** Channels that the model takes behind the latent's. @throws ProblemError when they do not fit, either way */
export function shownChannels({ node, unet, latent, conditioning }: UNetCall): Tensor | null {
  const { concat } = conditioning;
  const channels = latent.tensor.dims[1]!;
  const shown = concat?.dims[1] ?? 0;
  if (channels + shown !== unet.inChannels) {
    throw new ProblemError({
      code: 'unet-channels',
      message: `UNet '${node}' would feed model '${unet.model.name}' ${channels} latent channels and ${shown} of a picture to look at, but it takes ${unet.inChannels}.`,
      remedy: remedyForChannels(channels, unet.inChannels - channels),
      node,
      port: 'conditioning',
    });
  }
  if (!concat) return null;
  const [height, width] = latent.tensor.dims.slice(2) as [number, number];
  const { factor } = latent.family;
  if (concat.dims[2] === height && concat.dims[3] === width) return concat;
  throw new ProblemError({
    code: 'inpainting-size',
    message: `UNet '${node}' makes a picture of ${width * factor}×${height * factor}, but the one that it is shown is ${concat.dims[3]! * factor}×${concat.dims[2]! * factor}.`,
    remedy: 'Make Noise the size of the picture, or resize the picture.',
    node,
    port: 'conditioning',
  });
}

/** @param wanted channels that the model takes besides the latent's: a mask and a picture, or a picture alone */
function remedyForChannels(channels: number, wanted: number): string {
  if (wanted === channels + 1)
    return 'This is an inpainting model: put Inpaint Conditioning behind every Text Encode.';
  if (wanted === channels)
    return 'This model changes pictures as it is told: put Instruct Pix2Pix Conditioning behind every Text Encode.';
  return 'Use a model that is made to be shown pictures, or leave Inpaint Conditioning or Instruct Pix2Pix Conditioning out; Mask keeps parts of a picture with any model.';
}

/** @throws ProblemError when the model takes one other size alone, or cannot halve the latent's sides as often as it wants to */
export function checkLatentSize(
  { node, unet, latent }: UNetCall,
  services: Pick<NodeServices, 'sizeMultiplePx'>,
): void {
  const [height, width] = latent.tensor.dims.slice(2) as [number, number];
  const { sizeMultiple } = unet;
  const { factor } = latent.family;
  const sizePx = { widthPx: width * factor, heightPx: height * factor };
  checkFixedSize(`The latent at UNet '${node}'`, unet.model, sizePx, unet.fixedSize, {
    node,
    port: 'latent',
  });
  if (height % sizeMultiple === 0 && width % sizeMultiple === 0) return;
  const multiplePx = sizeMultiple * factor;
  throw new ProblemError({
    code: 'size-not-a-multiple',
    message: `UNet '${node}' gets a latent for ${sizeText(sizePx)} pixels, but sides for model '${unet.model.name}' must be multiples of ${multiplePx}.`,
    remedy: `Make the picture ${sizeText(fittingSize(sizePx, multiplePx, services))}.`,
    node,
    port: 'latent',
  });
}

function checkTokens({ node, unet, conditioning }: UNetCall): void {
  const tokens = conditioning.embeddings.dims[1];
  if (unet.fixedTokens === undefined || tokens === unet.fixedTokens) return;
  throw new ProblemError({
    code: 'prompt-length-fixed',
    message: `UNet '${node}' gets a prompt of ${tokens} tokens, but model '${unet.model.name}' was exported for ${unet.fixedTokens} alone.`,
    remedy: `Shorten the prompt to ${unet.fixedTokens - 2} tokens without BREAK, or export the model with dynamic axes.`,
    node,
    port: 'conditioning',
  });
}

function pooledOf({ node, unet, conditioning }: UNetCall): Tensor {
  if (conditioning.pooled) return conditioning.pooled;
  throw new ProblemError({
    code: 'pooled-missing',
    message: `UNet '${node}': model '${unet.model.name}' reads the prompt as a whole too ('text_embeds'), but the conditioning has no pooled embedding.`,
    remedy: 'Encode the prompt with the text encoder of the same model.',
    node,
    port: 'conditioning',
  });
}
