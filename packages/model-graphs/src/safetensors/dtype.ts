/** The types that the format defines, with the bits of one value (safetensors 0.6, `Dtype`). */
const BITS = {
  BOOL: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  F64: 64,
  I64: 64,
  U64: 64,
  C64: 64,
} as const;

/** A type of values, as headers name it. */
export type Dtype = keyof typeof BITS;

/** Types in which weights are taken as they lie in the file. */
export type WeightDtype = 'F32' | 'F16' | 'BF16';

/** Whether a header's word names a type of the format. */
export function isDtype(name: string): name is Dtype {
  return Object.hasOwn(BITS, name);
}

/** Whether graphs can use weights of this type; others are named, never read as something else. */
export function isWeightDtype(dtype: Dtype): dtype is WeightDtype {
  return dtype === 'F32' || dtype === 'F16' || dtype === 'BF16';
}

/** Bits of one value. */
export function bitsOf(dtype: Dtype): number {
  return BITS[dtype];
}
