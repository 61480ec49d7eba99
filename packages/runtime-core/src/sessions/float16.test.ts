import { describe, expect, it } from 'vitest';
import { fromFloat16, toFloat16 } from './float16.ts';

function bits(...values: number[]): number[] {
  return [...toFloat16(Float32Array.from(values))];
}

describe('float16', () => {
  it('gives every half-precision value back', () => {
    const all = Uint16Array.from({ length: 65_536 }, (_, index) => index);
    const isNaN16 = (half: number) => (half & 0x7c00) === 0x7c00 && (half & 0x3ff) !== 0;
    const round = toFloat16(fromFloat16(all));
    const expected = all.map((half) => (isNaN16(half) ? (half & 0x8000) | 0x7e00 : half));
    const settled = round.map((half, index) =>
      isNaN16(half) && isNaN16(all[index]!) ? expected[index]! : half,
    );
    expect(settled).toEqual(expected);
  });

  it('knows the landmarks of IEEE 754 binary16', () => {
    expect(bits(1, -2, 65_504, 2 ** -14, 2 ** -24, 0, -0)).toEqual([
      0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x0000, 0x8000,
    ]);
    expect(bits(Number.POSITIVE_INFINITY, 1e10, -1e10)).toEqual([0x7c00, 0x7c00, 0xfc00]);
    expect(fromFloat16(toFloat16(Float32Array.of(Number.NaN)))[0]).toBeNaN();
  });

  it('rounds to the nearest, ties to even, in every range', () => {
    const halves = fromFloat16(Uint16Array.from({ length: 0x7c00 }, (_, index) => index));
    for (let low = 0; low + 1 < halves.length; low += 61) {
      const [below, above] = [halves[low]!, halves[low + 1]!];
      const middle = (below + above) / 2;
      const even = low % 2 === 0 ? low : low + 1;
      const nudge = (above - below) / 64;
      expect(bits(middle, middle - nudge, middle + nudge), `between ${below} and ${above}`).toEqual([
        even,
        low,
        low + 1,
      ]);
    }
    expect(bits(65_519.9, 65_520)).toEqual([0x7bff, 0x7c00]);
    expect(bits(2 ** -25, 2 ** -25 * 1.01, 2 ** -26)).toEqual([0, 1, 0]);
  });
});
