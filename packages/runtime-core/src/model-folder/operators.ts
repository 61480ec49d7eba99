import { type Problem, problem } from '@latentgraph/graph-core';
import type { ComponentFile } from './components.ts';

/**
 * Operators of onnxruntime without a kernel for the CPU. Optimisers that prepare Stable Diffusion for a GPU put them in.
 * Source: onnxruntime's ContribOperators.md and the kernel tables of its providers.
 */
const GPU_ONLY = [
  'BiasAdd',
  'BiasSplitGelu',
  'GroupNorm',
  'NhwcConv',
  'PackedAttention',
  'PackedMultiHeadAttention',
  'SkipGroupNorm',
];
/** Those of them that onnxruntime's WebGPU provider has (contrib_ops/webgpu/webgpu_contrib_kernels.cc). */
const ON_WEBGPU = ['BiasAdd', 'BiasSplitGelu'];

/** By device; any other has what the CPU has. */
const UNSUPPORTED: Readonly<Record<string, readonly string[]>> = {
  cuda: [],
  webgpu: GPU_ONLY.filter((name) => !ON_WEBGPU.includes(name)),
};

/** Says which operators of a component cannot run on a device, before the load is tried. */
export function unsupportedOperators(
  model: string,
  file: ComponentFile,
  device: string,
  variants: readonly string[],
): Problem | undefined {
  const unsupportedOn = (where: string) =>
    file.header.customOperators.filter((name) =>
      (UNSUPPORTED[where] ?? GPU_ONLY).some((operator) => name === `com.microsoft.${operator}`),
    );
  const operators = unsupportedOn(device);
  if (operators.length === 0) return undefined;
  const devices = ['webgpu', 'cuda'].filter((other) => unsupportedOn(other).length === 0);
  const others = variants.filter((variant) => !file.path.includes(`_${variant}.onnx`) && variant !== '');
  const plain = variants.includes('') && !file.path.endsWith('/model.onnx');
  const choices = [...(plain ? ['the plain variant'] : []), ...others.map((name) => `the ${name} variant`)];
  return problem({
    code: 'model-operators-unsupported',
    message: `Model '${model}': ${file.path} was fused for ${devices.includes('webgpu') ? 'GPUs' : 'CUDA'} and uses ${operators.join(', ')}, which ${device} cannot run.`,
    remedy: `Run with ${devices.map((other) => `--device ${other}`).join(' or ')}, ${choices.length > 0 ? `choose ${choices.join(' or ')}, ` : ''}or export the model without these fusions.`,
  });
}
