import type { ModelComponent } from '@latentgraph/nodes';
import type { ModelVariant } from '../model-folder/model-variant.ts';

/** How tensors lie in onnxruntime's WebGPU provider while it works. */
export type WebGpuLayout = 'NHWC' | 'NCHW';

/**
 * The layout that a component's convolutions are right in. NHWC is the provider's own choice and the faster one, but its
 * convolutions of 6, 9, 15 … input channels are wrong up to onnxruntime 1.30 (microsoft/onnxruntime#29651); a UNet that is made for
 * inpainting takes 9.
 */
export function webGpuLayout(
  { measures }: Pick<ModelVariant, 'measures'>,
  component: ModelComponent,
): WebGpuLayout {
  const channels = component === 'unet' ? measures.inChannels : 0;
  const isWrong = channels > 3 && channels % 3 === 0 && channels % 4 !== 0;
  return isWrong ? 'NCHW' : 'NHWC';
}
