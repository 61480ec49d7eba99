import { createPicture, type Picture } from './picture.ts';

/** What one axis of the output is made of: output i is the weighted sum of input starts[i] … starts[i] + taps − 1. */
export interface AxisWeights {
  /** Length of the axis in the output. */
  readonly length: number;
  /** Inputs that each output reads; unused ones weigh 0. */
  readonly taps: number;
  readonly starts: Int32Array;
  /** [length, taps] */
  readonly weights: Float64Array;
}

/**
 * Packs weights for `applySeparable`.
 *
 * @param weightsOf for output i, its weights by input index; they are divided by their sum
 */
export function axisWeights(
  length: number,
  inputLength: number,
  weightsOf: (output: number) => ReadonlyMap<number, number>,
): AxisWeights {
  const rows = Array.from({ length }, (_, output) => [...weightsOf(output)]);
  const taps = Math.min(inputLength, Math.max(...rows.map(span)));
  const starts = new Int32Array(length);
  const weights = new Float64Array(length * taps);
  rows.forEach((row, output) => {
    const sum = row.reduce((total, [, weight]) => total + weight, 0);
    const first = row.reduce((least, [index]) => Math.min(least, index), inputLength);
    const start = Math.min(first, inputLength - taps);
    starts[output] = start;
    for (const [index, weight] of row) weights[output * taps + index - start]! += weight / sum;
  });
  return { length, taps, starts, weights };
}

function span(row: readonly (readonly [number, number])[]): number {
  const indices = row.map(([index]) => index);
  return Math.max(...indices) - Math.min(...indices) + 1;
}

/** Weighs along the width, then along the height, as Pillow does; sums are float64, results float32. */
export function applySeparable(picture: Picture, horizontal: AxisWeights, vertical: AxisWeights): Picture {
  return weighColumns(weighRows(picture, horizontal), vertical);
}

function weighRows(picture: Picture, { length, taps, starts, weights }: AxisWeights): Picture {
  const result = createPicture({ ...picture, widthPx: length });
  const { data: source, channels } = picture;
  const target = result.data;
  const rows = picture.batch * picture.heightPx;
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < length; x++) {
      const first = (row * picture.widthPx + starts[x]!) * channels;
      const to = (row * length + x) * channels;
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        let from = first + channel;
        for (let weight = x * taps; weight < (x + 1) * taps; weight++) {
          sum += weights[weight]! * source[from]!;
          from += channels;
        }
        target[to + channel] = sum;
      }
    }
  }
  return result;
}

function weighColumns(picture: Picture, { length, taps, starts, weights }: AxisWeights): Picture {
  const result = createPicture({ ...picture, heightPx: length });
  const source = picture.data;
  const rowLength = picture.widthPx * picture.channels;
  const sums = new Float64Array(rowLength);
  for (let i = 0; i < picture.batch; i++) {
    for (let y = 0; y < length; y++) {
      sums.fill(0);
      for (let tap = 0; tap < taps; tap++) {
        const weight = weights[y * taps + tap]!;
        if (weight === 0) continue;
        const from = (i * picture.heightPx + starts[y]! + tap) * rowLength;
        for (let x = 0; x < rowLength; x++) sums[x]! += weight * source[from + x]!;
      }
      result.data.set(sums, (i * length + y) * rowLength);
    }
  }
  return result;
}
