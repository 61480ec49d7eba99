import type { Tensor } from '@latentgraph/nodes';
import { asCpuTensor } from './cpu-tensor.ts';

/** The q-quantile of |x| for each sample, with linear interpolation (torch.quantile's default). */
export function absoluteQuantile(tensor: Tensor, q: number): readonly number[] {
  return samplesOf(tensor).map((sample) => {
    const sorted = sample.map(Math.abs).sort();
    const position = q * (sorted.length - 1);
    const below = sorted[Math.floor(position)]!;
    const above = sorted[Math.ceil(position)]!;
    return below + (above - below) * (position - Math.floor(position));
  });
}

/** Mean and unbiased standard deviation (n − 1, as torch.std) of each sample. */
export function moments(tensor: Tensor): readonly { readonly mean: number; readonly deviation: number }[] {
  return samplesOf(tensor).map((sample) => {
    let sum = 0;
    for (const value of sample) sum += value;
    const mean = sum / sample.length;
    let squares = 0;
    for (const value of sample) squares += (value - mean) ** 2;
    return { mean, deviation: Math.sqrt(squares / (sample.length - 1)) };
  });
}

function samplesOf(tensor: Tensor): readonly Float32Array[] {
  const { dims, data } = asCpuTensor(tensor);
  const batch = dims[0] ?? 1;
  const length = data.length / batch;
  return Array.from({ length: batch }, (_, sample) => data.subarray(sample * length, (sample + 1) * length));
}
