import type { WeightRef, Weights } from '../names/weights.ts';

/** Weights of these names and shapes, one after the other in a file that need not be there. */
export function madeWeights(
  shapes: Readonly<Record<string, readonly number[]>>,
  dtype: WeightRef['dtype'] = 'F32',
): Weights {
  const weights = new Map<string, WeightRef>();
  let offset = 8;
  for (const [name, shape] of Object.entries(shapes)) {
    const byteLength = shape.reduce((product, size) => product * size, dtype === 'F32' ? 4 : 2);
    const ref = {
      file: 'made.safetensors',
      tensor: name,
      dtype,
      offset,
      byteLength,
      shape,
      transposed: false,
    };
    weights.set(name, ref);
    offset += byteLength;
  }
  return weights;
}
