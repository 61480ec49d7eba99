import type { DpmLevel } from './dpm-ladder.ts';

export interface UniPcWeights {
  readonly sample: number;
  /** For the model outputs, newest first. */
  readonly outputs: readonly number[];
}

interface UniPcRule {
  readonly predict_x0: boolean;
  readonly solver_type: 'bh1' | 'bh2';
}

/**
 * UniP-p with B(h): Zhao et al. 2023, algorithm 2.
 *
 * @param levels the target, then the levels of the p model outputs, newest first
 */
export function predictorWeights(rule: UniPcRule, levels: readonly DpmLevel[]): UniPcWeights {
  const [target, start, ...older] = levels;
  const step = expansion(rule, target!, start!, older);
  if (older.length === 0) return { sample: step.sample, outputs: [step.value] };
  // Order 2 has the simplified weight that the paper's B(h) permits.
  const rhos = older.length === 1 ? [0.5] : solve(step.powers(older.length), step.moments(older.length));
  const slopes = rhos.map((rho, i) => (step.residual * rho) / step.ratios[i]!);
  return { sample: step.sample, outputs: [step.value - sum(slopes), ...slopes] };
}

/**
 * UniC-p with B(h): Zhao et al. 2023, algorithm 1.
 *
 * @param levels the corrected sample's, then those of the p model outputs before it, newest first
 * @returns weights for the output at the corrected sample, then the p before it
 */
export function correctorWeights(rule: UniPcRule, levels: readonly DpmLevel[]): UniPcWeights {
  const [target, start, ...older] = levels;
  const step = expansion(rule, target!, start!, older);
  const order = older.length + 1;
  const rhos = order === 1 ? [0.5] : solve(step.powers(order), step.moments(order));
  const slopes = older.map((_, i) => (step.residual * rhos[i]!) / step.ratios[i]!);
  const arrival = step.residual * rhos[order - 1]!;
  return { sample: step.sample, outputs: [arrival, step.value - arrival - sum(slopes), ...slopes] };
}

/** The exponential integrator from `start` to `target`, and the linear system that its residual weights solve. */
function expansion(rule: UniPcRule, target: DpmLevel, start: DpmLevel, older: readonly DpmLevel[]) {
  const h = target.lambda - start.lambda;
  const hh = rule.predict_x0 ? -h : h;
  const growth = Math.expm1(hh);
  const scale = rule.predict_x0 ? target.alpha : target.sigma;
  const b = rule.solver_type === 'bh1' ? hh : growth;
  /** Older outputs' places, in steps from the start; the target is at 1. */
  const ratios = older.map((level) => (level.lambda - start.lambda) / h);
  return {
    sample: rule.predict_x0 ? target.sigma / start.sigma : target.alpha / start.alpha,
    value: -scale * growth,
    residual: -scale * b,
    ratios,
    /** Row k holds the k-th powers of the places. */
    powers: (size: number) =>
      Array.from({ length: size }, (_, k) => [...ratios, 1].slice(0, size).map((ratio) => ratio ** k)),
    /** k! · φ(k+1)(hh) · hh / B(h), for k from 1. */
    moments: (size: number) => phiFunctions(hh, growth, size).map((phi, i) => (phi * factorial(i + 1)) / b),
  };
}

/** hh · φ(2)(hh), hh · φ(3)(hh) …, where φ(k+1) = (φ(k) − 1 / k!) / hh. */
function phiFunctions(hh: number, growth: number, count: number): number[] {
  let phi = growth / hh - 1;
  return Array.from({ length: count }, (_, i) => {
    const current = phi;
    phi = phi / hh - 1 / factorial(i + 2);
    return current;
  });
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Solves a small linear system by elimination; the matrices here are Vandermonde's, with distinct places. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  rows.forEach((pivot, column) => {
    const best = rows.slice(column).reduce((a, b) => (Math.abs(b[column]!) > Math.abs(a[column]!) ? b : a));
    const from = rows.indexOf(best);
    rows[from] = pivot;
    rows[column] = best;
    for (const row of rows) {
      if (row === best) continue;
      const factor = row[column]! / best[column]!;
      best.forEach((value, i) => {
        row[i] = row[i]! - factor * value;
      });
    }
  });
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
