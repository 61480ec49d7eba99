/** What an object takes besides what is in it, and a value too small to be looked at. */
const OBJECT_BYTES = 64;
/** A number, or a reference, in an object or array. */
const SLOT_BYTES = 8;
const CHARACTER_BYTES = 2;

/**
 * About how much memory a value holds, in bytes: texts by their characters, arrays and objects by their entries, typed
 * arrays by their length, each object once. Rather too much than too little. No recursion.
 *
 * @param measure the bytes of objects that know better, such as tensors; undefined for all others
 */
export function valueBytes(
  value: unknown,
  measure: (object: object) => number | undefined = () => undefined,
): number {
  if (typeof value !== 'object' || value === null) return OBJECT_BYTES + textBytes(value);
  let sum = 0;
  const seen = new Set<object>([value]);
  for (const object of seen) {
    sum += OBJECT_BYTES;
    const measured = measure(object) ?? (ArrayBuffer.isView(object) ? object.byteLength : undefined);
    if (measured !== undefined) {
      sum += measured;
      continue;
    }
    for (const part of Array.isArray(object) ? object : Object.values(object)) {
      sum += SLOT_BYTES + textBytes(part);
      if (typeof part === 'object' && part !== null) seen.add(part);
    }
  }
  return sum;
}

function textBytes(value: unknown): number {
  return typeof value === 'string' ? value.length * CHARACTER_BYTES : 0;
}
