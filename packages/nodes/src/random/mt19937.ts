const STATE_SIZE = 624;
const SHIFT = 397;
const UPPER_BIT = 0x80000000;
const LOWER_BITS = 0x7fffffff;
const TWIST = 0x9908b0df;

/**
 * The Mersenne Twister with a period of 2^19937 − 1 (Matsumoto and Nishimura 1998), 32 bits a number, seeded as
 * PyTorch's CPU generator seeds it.
 */
export class Mt19937 {
  readonly #state = new Uint32Array(STATE_SIZE);
  #used = STATE_SIZE;

  /** @param seed only the low 32 bits count */
  constructor(seed: bigint) {
    const state = this.#state;
    state[0] = Number(BigInt.asUintN(32, seed));
    for (let i = 1; i < STATE_SIZE; i++) {
      const previous = state[i - 1]!;
      state[i] = Math.imul(1812433253, previous ^ (previous >>> 30)) + i;
    }
  }

  /** The next number, 0 … 2^32 − 1. */
  next(): number {
    if (this.#used === STATE_SIZE) this.#refill();
    let word = this.#state[this.#used++]!;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    word ^= word >>> 18;
    return word >>> 0;
  }

  /** Goes on as after `count` calls of `next`, about ten times as fast. */
  skip(count: number): void {
    let left = count;
    while (left > STATE_SIZE - this.#used) {
      left -= STATE_SIZE - this.#used;
      this.#refill();
    }
    this.#used += left;
  }

  #refill(): void {
    const state = this.#state;
    let i = 0;
    for (; i < STATE_SIZE - SHIFT; i++) state[i] = state[i + SHIFT]! ^ twisted(state[i]!, state[i + 1]!);
    for (; i < STATE_SIZE - 1; i++) {
      state[i] = state[i + SHIFT - STATE_SIZE]! ^ twisted(state[i]!, state[i + 1]!);
    }
    state[i] = state[SHIFT - 1]! ^ twisted(state[i]!, state[0]!);
    this.#used = 0;
  }
}

function twisted(upper: number, lower: number): number {
  const mixed = (upper & UPPER_BIT) | (lower & LOWER_BITS);
  return (mixed >>> 1) ^ (-(lower & 1) & TWIST);
}
