import type { NormalGenerator } from './generator.ts';
import { Mt19937 } from './mt19937.ts';

const BLOCK = 16;
const HALF_BLOCK = BLOCK / 2;
const TWO_PI = 2 * Math.PI;

/**
 * Standard normal numbers as `torch.randn` gives them on a CPU for a generator of this seed, to about 1e-6: PyTorch
 * computes logarithm and cosine in vectorised float32, which differs in the last digits between processors.
 * Formulas: `normal_fill` and `normal_distribution` in PyTorch's ATen.
 *
 * @param seed only the low 32 bits count
 */
export function torchCpu(seed: bigint): NormalGenerator {
  const twister = new Mt19937(seed);
  // PyTorch keeps the sine of a pair for the next small draw, also when large draws come between.
  let cachedNormal: number | null = null;

  function nextNormal(): number {
    if (cachedNormal !== null) {
      const normal = cachedNormal;
      cachedNormal = null;
      return normal;
    }
    const angle = TWO_PI * uniform53(twister);
    const radius = Math.sqrt(-2 * Math.log1p(-uniform53(twister)));
    cachedNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  return {
    fill(target) {
      if (target.length < BLOCK) {
        for (let i = 0; i < target.length; i++) target[i] = nextNormal();
      } else {
        fillBlocks(twister, target);
      }
    },
    skip(count) {
      if (count < BLOCK) {
        for (let i = 0; i < count; i++) nextNormal();
      } else {
        twister.skip(count % BLOCK === 0 ? count : count + BLOCK);
      }
    },
  };
}

function fillBlocks(twister: Mt19937, target: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = uniform24(twister);
  const whole = target.length - (target.length % BLOCK);
  for (let start = 0; start < whole; start += BLOCK) toNormals(target, start);
  if (whole === target.length) return;
  // An incomplete block is not filled up: the last 16 values are drawn afresh.
  const tail = target.length - BLOCK;
  for (let i = tail; i < target.length; i++) target[i] = uniform24(twister);
  toNormals(target, tail);
}

/** Box–Muller on 16 uniform values in place: 8 radii and 8 angles become 8 cosines and 8 sines. */
function toNormals(values: Float32Array, start: number): void {
  for (let i = start; i < start + HALF_BLOCK; i++) {
    const radius = Math.fround(Math.sqrt(-2 * Math.log(1 - values[i]!)));
    const angle = Math.fround(Math.fround(TWO_PI) * values[i + HALF_BLOCK]!);
    values[i] = radius * Math.cos(angle);
    values[i + HALF_BLOCK] = radius * Math.sin(angle);
  }
}

/** Uniform in [0, 1), all that a float32 can resolve. */
function uniform24(twister: Mt19937): number {
  return (twister.next() & 0xffffff) / 2 ** 24;
}

/** Uniform in [0, 1), all that a float64 can resolve. */
function uniform53(twister: Mt19937): number {
  const upper = twister.next() & 0x1fffff;
  return (upper * 2 ** 32 + twister.next()) / 2 ** 53;
}
