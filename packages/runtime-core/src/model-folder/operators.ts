import { type Problem, problem } from '@latentgraph/graph-core';
import type { ComponentFile } from './components.ts';

/**
 * Operators of onnxruntime that only its CUDA provider can run. Optimisers that prepare Stable Diffusion for
 * CUDA put them in. Source: onnxruntime's ContribOperators.md and the kernel tables of its providers.
 */
const CUDA_ONLY_OPERATORS = new Set(
  [
    'BiasAdd',
    'BiasSplitGelu',
    'GroupNorm',
    'NhwcConv',
    'PackedAttention',
    'PackedMultiHeadAttention',
    'SkipGroupNorm',
  ].map((name) => `com.microsoft.${name}`),
);

/** Says which operators of a component cannot run on a device, before the load is tried. */
export function unsupportedOperators(
  model: string,
  file: ComponentFile,
  device: string,
  variants: readonly string[],
): Problem | undefined {
  if (device === 'cuda') return undefined;
  const operators = file.header.customOperators.filter((name) => CUDA_ONLY_OPERATORS.has(name));
  if (operators.length === 0) return undefined;
  const others = variants.filter((variant) => !file.path.includes(`_${variant}.onnx`) && variant !== '');
  const plain = variants.includes('') && !file.path.endsWith('/model.onnx');
  const choices = [...(plain ? ['the plain variant'] : []), ...others.map((name) => `the ${name} variant`)];
  return problem({
    code: 'model-operators-unsupported',
    message: `Model '${model}': ${file.path} was fused for CUDA and uses ${operators.join(', ')}, which ${device} cannot run.`,
    remedy: `Run with --device cuda, ${choices.length > 0 ? `choose ${choices.join(' or ')}, ` : ''}or export the model without these fusions.`,
  });
}
