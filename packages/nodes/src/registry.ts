import { createRegistry, type Registry } from '@latentgraph/graph-core';
import { builtinTypes } from './definition/wire-types.ts';
import { blendConditioning } from './nodes/conditioning/blend-conditioning.ts';
import { inpaintConditioning } from './nodes/conditioning/inpaint-conditioning.ts';
import { instructPix2PixConditioning } from './nodes/conditioning/instruct-pix2pix-conditioning.ts';
import { sizeConditioning } from './nodes/conditioning/size-conditioning.ts';
import { textEncode } from './nodes/conditioning/text-encode.ts';
import { zeroConditioning } from './nodes/conditioning/zero-conditioning.ts';
import { blendPredictions } from './nodes/denoising/blend-predictions.ts';
import { colorGuidance } from './nodes/denoising/color-guidance.ts';
import { denoiseEnd } from './nodes/denoising/denoise-end.ts';
import { denoiseStart } from './nodes/denoising/denoise-start.ts';
import { guidance } from './nodes/denoising/guidance.ts';
import { maskNode } from './nodes/denoising/mask.ts';
import { schedulerStep } from './nodes/denoising/scheduler-step.ts';
import { stepRange } from './nodes/denoising/step-range.ts';
import { unet } from './nodes/denoising/unet.ts';
import { reroute } from './nodes/flow/reroute.ts';
import { switchNode } from './nodes/flow/switch.ts';
import { blendImages } from './nodes/image/blend-images.ts';
import { cropImage } from './nodes/image/crop-image.ts';
import { imageGrid } from './nodes/image/image-grid.ts';
import { loadImage } from './nodes/image/load-image.ts';
import { previewImage } from './nodes/image/preview-image.ts';
import { resizeImage } from './nodes/image/resize-image.ts';
import { saveImage } from './nodes/image/save-image.ts';
import { addNoise } from './nodes/latent/add-noise.ts';
import { blendLatents } from './nodes/latent/blend-latents.ts';
import { noise } from './nodes/latent/noise.ts';
import { resizeLatent } from './nodes/latent/resize-latent.ts';
import { vaeDecode } from './nodes/latent/vae-decode.ts';
import { vaeEncode } from './nodes/latent/vae-encode.ts';
import { checkpoint } from './nodes/loading/checkpoint.ts';
import { loadTextEncoder } from './nodes/loading/load-text-encoder.ts';
import { loadUNet } from './nodes/loading/load-unet.ts';
import { loadVae } from './nodes/loading/load-vae.ts';
import { blurMask } from './nodes/mask/blur-mask.ts';
import { combineMasks } from './nodes/mask/combine-masks.ts';
import { invertMask } from './nodes/mask/invert-mask.ts';
import { loadMask } from './nodes/mask/load-mask.ts';
import { maskFromColor } from './nodes/mask/mask-from-color.ts';
import { maskShape } from './nodes/mask/mask-shape.ts';
import { paintMask } from './nodes/mask/paint-mask.ts';
import { schedule } from './nodes/schedule/schedule.ts';
import { sliceScheduleNode } from './nodes/schedule/slice-schedule.ts';
import { booleanValue } from './nodes/value/boolean.ts';
import { integerValue } from './nodes/value/integer.ts';
import { numberValue } from './nodes/value/number.ts';
import { seedNode } from './nodes/value/seed.ts';
import { textValue } from './nodes/value/text.ts';

/** Every node and wire type that Latentgraph brings. A new node is one line here. */
export const builtinRegistry: Registry = createRegistry(builtinTypes, [
  addNoise,
  blendConditioning,
  blendImages,
  blendLatents,
  blendPredictions,
  blurMask,
  booleanValue,
  checkpoint,
  colorGuidance,
  combineMasks,
  cropImage,
  denoiseEnd,
  denoiseStart,
  guidance,
  imageGrid,
  inpaintConditioning,
  instructPix2PixConditioning,
  integerValue,
  invertMask,
  loadImage,
  loadMask,
  loadTextEncoder,
  loadUNet,
  loadVae,
  maskFromColor,
  maskNode,
  maskShape,
  noise,
  numberValue,
  paintMask,
  previewImage,
  reroute,
  resizeImage,
  resizeLatent,
  saveImage,
  schedule,
  schedulerStep,
  seedNode,
  sizeConditioning,
  sliceScheduleNode,
  stepRange,
  switchNode,
  textEncode,
  textValue,
  unet,
  vaeDecode,
  vaeEncode,
  zeroConditioning,
]);
