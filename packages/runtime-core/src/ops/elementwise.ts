import type { Coefficient, Tensor } from '@latentgraph/nodes';
import { coefficientOf } from './combine.ts';
import { asCpuTensor, type CpuTensor, cpuTensor, sizeOf } from './cpu-tensor.ts';

/** (1 − mask) · x + mask · y; axes of the mask that have size 1 broadcast. */
export function blend(xTensor: CpuTensor, yTensor: CpuTensor, maskTensor: CpuTensor): CpuTensor {
  const { dims, data: x } = xTensor;
  const y = yTensor.data;
  const mask = maskTensor.data;
  const result = new Float32Array(x.length);
  const maskIndex = broadcastIndex(maskTensor.dims, dims);
  for (let index = 0; index < result.length; index += 1) {
    const weight = mask[maskIndex(index)]!;
    result[index] = (1 - weight) * x[index]! + weight * y[index]!;
  }
  return cpuTensor(result, dims);
}

/** For each index into a tensor of `dims`, the index into one of `from` that stands for it. */
function broadcastIndex(from: readonly number[], dims: readonly number[]): (index: number) => number {
  if (from.length !== dims.length || from.some((size, axis) => size !== 1 && size !== dims[axis])) {
    throw new RangeError(`A mask of [${from.join(', ')}] does not fit [${dims.join(', ')}].`);
  }
  const axes = dims
    .map((size, axis) => ({
      size,
      stride: sizeOf(dims.slice(axis + 1)),
      fromStride: from[axis] === 1 ? 0 : sizeOf(from.slice(axis + 1)),
    }))
    .filter((axis) => axis.fromStride > 0);
  return (index) => {
    let result = 0;
    for (const { size, stride, fromStride } of axes) {
      result += (Math.floor(index / stride) % size) * fromStride;
    }
    return result;
  };
}

/** [b, in, …] → [b, out, …]: out = matrix[out][in] · x + bias[out]. */
export function mixChannels(
  tensor: Tensor,
  matrix: readonly (readonly number[])[],
  bias: readonly number[] | undefined,
): CpuTensor {
  const { dims, data } = asCpuTensor(tensor);
  const [batch = 1, inChannels = 1, ...rest] = dims;
  if (matrix.some((row) => row.length !== inChannels)) {
    throw new RangeError(`The matrix's rows do not have one factor for each of ${inChannels} channels.`);
  }
  const plane = sizeOf(rest);
  const result = new Float32Array(batch * matrix.length * plane);
  for (let sample = 0; sample < batch; sample += 1) {
    matrix.forEach((row, channel) => {
      const target = (sample * matrix.length + channel) * plane;
      const source = sample * inChannels * plane;
      for (let index = 0; index < plane; index += 1) {
        let sum = bias?.[channel] ?? 0;
        for (let input = 0; input < inChannels; input += 1) {
          sum += row[input]! * data[source + input * plane + index]!;
        }
        result[target + index] = sum;
      }
    });
  }
  return cpuTensor(result, [batch, matrix.length, ...rest]);
}

export function clamp(tensor: Tensor, min: Coefficient, max: Coefficient): CpuTensor {
  const { dims, data } = asCpuTensor(tensor);
  const batch = dims[0] ?? 1;
  const sampleLength = data.length / batch;
  const result = new Float32Array(data.length);
  for (let sample = 0; sample < batch; sample += 1) {
    const low = coefficientOf(min, sample);
    const high = coefficientOf(max, sample);
    const to = (sample + 1) * sampleLength;
    for (let index = sample * sampleLength; index < to; index += 1) {
      result[index] = Math.min(Math.max(data[index]!, low), high);
    }
  }
  return cpuTensor(result, dims);
}
