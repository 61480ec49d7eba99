import type { LatentRgb } from '../contract/values.ts';
import type { Rgb } from '../pixels/picture.ts';
import { largestEigenvalue, type Matrix3 } from './largest-eigenvalue.ts';

/** g = matrix · x₀ + bias over the channels of each latent cell, as `Backend.mixChannels` takes it. */
export interface ColorGradient {
  readonly matrix: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/**
 * The gradient of ½‖F·x₀ + b − target‖², through the linear latent→RGB map F, b, with its step made as long as it
 * may be: g = Fᵀ(F·x₀ + b − target) / λmax(FᵀF). Taking weight · g off x₀ never overshoots for weights in 0…1.
 *
 * @param target red, green, blue in 0…1
 * @returns null for a map that sees no colour at all
 */
export function colorGradient({ factors, bias }: LatentRgb, target: Rgb): ColorGradient | null {
  // FᵀF and F·Fᵀ share their largest eigenvalue; the latter is 3 × 3 however many channels there are.
  const eigenvalue = largestEigenvalue(colorGram(factors));
  if (eigenvalue <= 0) return null;
  const excess = bias.map((value, color) => value - (2 * target[color]! - 1));
  return {
    matrix: factors.map((row) => factors.map((column) => dot(row, column) / eigenvalue)),
    bias: factors.map((row) => dot(row, excess) / eigenvalue),
  };
}

function colorGram(factors: LatentRgb['factors']): Matrix3 {
  const entry = (a: number, b: number) => factors.reduce((sum, row) => sum + row[a]! * row[b]!, 0);
  return [
    [entry(0, 0), entry(0, 1), entry(0, 2)],
    [entry(1, 0), entry(1, 1), entry(1, 2)],
    [entry(2, 0), entry(2, 1), entry(2, 2)],
  ];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
