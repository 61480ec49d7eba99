/** Conversion between float32 and IEEE 754 half precision, kept as the bit patterns that ONNX tensors hold. */

const floatView = new Float32Array(1);
const bitsView = new Uint32Array(floatView.buffer);

/** Rounds to nearest, ties to even; above 65504 to infinity, as a hardware conversion does. */
export function toFloat16(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index += 1) halves[index] = halfBits(values[index]!);
  return halves;
}

export function fromFloat16(halves: Uint16Array): Float32Array {
  halfValues ??= everyHalfValue();
  const values = new Float32Array(halves.length);
  for (let index = 0; index < halves.length; index += 1) values[index] = halfValues[halves[index]!]!;
  return values;
}

function halfBits(value: number): number {
  floatView[0] = value;
  const bits = bitsView[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // 65520 and above round to infinity
  if (magnitude >= 0x38800000) {
    // Normal: move the exponent's bias from 127 to 15, then drop 13 bits of the fraction.
    return sign | roundShift(magnitude - 0x38000000, 13);
  }
  if (magnitude < 0x33000000) return sign; // below half of the smallest subnormal
  const shift = 126 - (magnitude >>> 23);
  return sign | roundShift((magnitude & 0x7fffff) | 0x800000, shift);
}

/** `bits` / 2^shift, to nearest, ties to even. */
function roundShift(bits: number, shift: number): number {
  const kept = bits >>> shift;
  const rest = bits & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}

let halfValues: Float32Array | undefined;

function everyHalfValue(): Float32Array {
  const values = new Float32Array(65_536);
  for (let bits = 0; bits < values.length; bits += 1) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >>> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0) values[bits] = sign * fraction * 2 ** -24;
    else if (exponent === 31) values[bits] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    else values[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return values;
}
