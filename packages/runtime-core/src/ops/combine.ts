import type { Coefficient, Tensor } from '@latentgraph/nodes';
import { asCpuTensor, type CpuTensor, cpuTensor, requireEqualDims } from './cpu-tensor.ts';

type Span = { readonly from: number; readonly to: number };

/**
 * Σ coefficient · tensor. Sums of up to four terms are rounded to float32 once, at the end; each further
 * three terms round once more.
 */
export function combine(terms: readonly (readonly [Coefficient, Tensor])[]): CpuTensor {
  const [first] = terms;
  if (!first) throw new RangeError('A combination needs at least one term.');
  for (const [, tensor] of terms) requireEqualDims(first[1], tensor);
  const { dims } = first[1];
  const arrays = terms.map(([, tensor]) => asCpuTensor(tensor).data);
  const result = new Float32Array(arrays[0]!.length);
  if (terms.every(([coefficient]) => typeof coefficient === 'number')) {
    combineSpan(
      result,
      arrays,
      terms.map(([coefficient]) => coefficientOf(coefficient, 0)),
      {
        from: 0,
        to: result.length,
      },
    );
    return cpuTensor(result, dims);
  }
  const batch = dims[0] ?? 1;
  const sampleLength = result.length / batch;
  for (let sample = 0; sample < batch; sample += 1) {
    const span = { from: sample * sampleLength, to: (sample + 1) * sampleLength };
    combineSpan(
      result,
      arrays,
      terms.map(([coefficient]) => coefficientOf(coefficient, sample)),
      span,
    );
  }
  return cpuTensor(result, dims);
}

/** @throws RangeError when a list has no coefficient for that sample. */
export function coefficientOf(coefficient: Coefficient, sample: number): number {
  if (typeof coefficient === 'number') return coefficient;
  const own = coefficient[sample];
  if (own === undefined) throw new RangeError(`There is no coefficient for sample ${sample} of the batch.`);
  return own;
}

function combineSpan(
  result: Float32Array,
  arrays: readonly Float32Array[],
  coefficients: readonly number[],
  span: Span,
): void {
  const [a, b, c, d] = coefficients as [number, number, number, number];
  const [w, x, y, z] = arrays as [Float32Array, Float32Array, Float32Array, Float32Array];
  if (arrays.length === 1) for (let i = span.from; i < span.to; i += 1) result[i] = a * w[i]!;
  else if (arrays.length === 2)
    for (let i = span.from; i < span.to; i += 1) result[i] = a * w[i]! + b * x[i]!;
  else if (arrays.length === 3)
    for (let i = span.from; i < span.to; i += 1) result[i] = a * w[i]! + b * x[i]! + c * y[i]!;
  else for (let i = span.from; i < span.to; i += 1) result[i] = a * w[i]! + b * x[i]! + c * y[i]! + d * z[i]!;
  if (arrays.length > 4) {
    combineSpan(result, [result, ...arrays.slice(4)], [1, ...coefficients.slice(4)], span);
  }
}
