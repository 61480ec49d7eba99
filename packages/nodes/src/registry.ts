import { createRegistry, type Registry } from '@latentgraph/graph-core';
import { builtinTypes } from './definition/wire-types.ts';
import { textEncode } from './nodes/conditioning/text-encode.ts';
import { denoiseEnd } from './nodes/denoising/denoise-end.ts';
import { denoiseStart } from './nodes/denoising/denoise-start.ts';
import { guidance } from './nodes/denoising/guidance.ts';
import { maskNode } from './nodes/denoising/mask.ts';
import { schedulerStep } from './nodes/denoising/scheduler-step.ts';
import { unet } from './nodes/denoising/unet.ts';
import { previewImage } from './nodes/image/preview-image.ts';
import { saveImage } from './nodes/image/save-image.ts';
import { addNoise } from './nodes/latent/add-noise.ts';
import { noise } from './nodes/latent/noise.ts';
import { vaeDecode } from './nodes/latent/vae-decode.ts';
import { vaeEncode } from './nodes/latent/vae-encode.ts';
import { checkpoint } from './nodes/loading/checkpoint.ts';
import { schedule } from './nodes/schedule/schedule.ts';
import { booleanValue } from './nodes/value/boolean.ts';
import { integerValue } from './nodes/value/integer.ts';
import { numberValue } from './nodes/value/number.ts';
import { seedNode } from './nodes/value/seed.ts';
import { textValue } from './nodes/value/text.ts';

/** Every node and wire type that Latentgraph brings. A new node is one line here. */
export const builtinRegistry: Registry = createRegistry(builtinTypes, [
  addNoise,
  booleanValue,
  checkpoint,
  denoiseEnd,
  denoiseStart,
  guidance,
  integerValue,
  maskNode,
  noise,
  numberValue,
  previewImage,
  saveImage,
  schedule,
  schedulerStep,
  seedNode,
  textEncode,
  textValue,
  unet,
  vaeEncode,
  vaeDecode,
]);
