/** diffusers' and CLIP's. */
const EPSILON = 1e-5;
/** What is left of the output, relative to its size, where the fit is right: float32 and float16 exports alike. */
const RESIDUAL_LIMIT = 0.02;

/** y = gain · (x − mean) / deviation + bias over the channels of each token. */
export interface LayerNorm {
  readonly gain: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Finds a layer norm by what goes into it and what comes out: for each channel the straight line through
 * (normalised input, output) of all tokens. Text encoders are exported with both, but not with the norm by itself,
 * which clip skip needs after an earlier layer.
 *
 * @param input [tokens, width]: what the last layer gives
 * @param output [tokens, width]: `last_hidden_state`
 * @returns null where no layer norm leads from the one to the other
 */
export function findLayerNorm(input: Float32Array, output: Float32Array, width: number): LayerNorm | null {
  const tokens = input.length / width;
  const normalised = normalise(input, width);
  const gain = new Float32Array(width);
  const bias = new Float32Array(width);
  let residual = 0;
  let total = 0;
  for (let channel = 0; channel < width; channel++) {
    const line = fitLine(normalised, output, channel, width);
    gain[channel] = line.slope;
    bias[channel] = line.offset;
    for (let i = channel; i < tokens * width; i += width) {
      residual += (output[i]! - line.offset - line.slope * normalised[i]!) ** 2;
      total += output[i]! ** 2;
    }
  }
  return residual <= RESIDUAL_LIMIT ** 2 * total ? { gain, bias } : null;
}

/** @param input [tokens, width], row-major; not written to */
export function applyLayerNorm(input: Float32Array, { gain, bias }: LayerNorm): Float32Array<ArrayBuffer> {
  const width = gain.length;
  return normalise(input, width).map((value, i) => gain[i % width]! * value + bias[i % width]!);
}

/** Every row to mean 0 and deviation 1. */
function normalise(input: Float32Array, width: number): Float32Array<ArrayBuffer> {
  const result = new Float32Array(input.length);
  for (let start = 0; start < input.length; start += width) {
    let sum = 0;
    for (let i = start; i < start + width; i++) sum += input[i]!;
    const mean = sum / width;
    let squares = 0;
    for (let i = start; i < start + width; i++) squares += (input[i]! - mean) ** 2;
    const deviation = Math.sqrt(squares / width + EPSILON);
    for (let i = start; i < start + width; i++) result[i] = (input[i]! - mean) / deviation;
  }
  return result;
}

/** Least squares through one channel of all tokens. */
function fitLine(
  x: Float32Array,
  y: Float32Array,
  channel: number,
  width: number,
): { readonly slope: number; readonly offset: number } {
  const tokens = x.length / width;
  let [sumX, sumY] = [0, 0];
  for (let i = channel; i < x.length; i += width) {
    sumX += x[i]!;
    sumY += y[i]!;
  }
  const [meanX, meanY] = [sumX / tokens, sumY / tokens];
  let [squares, products] = [0, 0];
  for (let i = channel; i < x.length; i += width) {
    squares += (x[i]! - meanX) ** 2;
    products += (x[i]! - meanX) * (y[i]! - meanY);
  }
  const slope = squares === 0 ? 0 : products / squares;
  return { slope, offset: meanY - slope * meanX };
}
