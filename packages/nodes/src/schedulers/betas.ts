import { ProblemError } from '@latentgraph/graph-core';

export interface BetaConfig {
  readonly num_train_timesteps: number;
  readonly beta_start: number;
  readonly beta_end: number;
  readonly beta_schedule: 'linear' | 'scaled_linear' | 'squaredcos_cap_v2';
  readonly trained_betas: readonly number[] | null;
  readonly rescale_betas_zero_snr?: boolean;
}

/** 2⁻²⁴: what sigma-based classes put for a final alphas_cumprod of 0, where sigma would be infinite. */
const SMALLEST_ALPHA_CUMPROD = 2 ** -24;

/**
 * ᾱ of every training timestep: the share of the clean sample's variance that is left there.
 *
 * Values are rounded to float32 at the places where diffusers holds them in float32: near ᾱ = 1 the noise level
 * √(1 − ᾱ) would differ visibly otherwise.
 *
 * @returns num_train_timesteps numbers (or as many as trained_betas) in 0…1, descending
 * @throws ProblemError when a beta of 1 leaves nothing to scale the rest by
 */
export function alphasCumprod(config: BetaConfig): readonly number[] {
  const betas = config.rescale_betas_zero_snr ? withZeroTerminalSnr(betaTable(config)) : betaTable(config);
  return cumulativeProduct(betas.map((beta) => Math.fround(1 - beta)));
}

/** `alphasCumprod` with the last value kept above 0, so that every noise-to-clean ratio is finite. */
export function alphasCumprodAboveZero(config: BetaConfig): readonly number[] {
  const table = alphasCumprod(config);
  return config.rescale_betas_zero_snr ? table.with(-1, SMALLEST_ALPHA_CUMPROD) : table;
}

function betaTable(config: BetaConfig): readonly number[] {
  if (config.trained_betas !== null) return config.trained_betas.map(Math.fround);
  const count = config.num_train_timesteps;
  switch (config.beta_schedule) {
    case 'linear':
      return float32Linspace(config.beta_start, config.beta_end, count);
    case 'scaled_linear':
      return float32Linspace(Math.sqrt(config.beta_start), Math.sqrt(config.beta_end), count).map((root) =>
        Math.fround(root * root),
      );
    case 'squaredcos_cap_v2':
      return cosineBetas(count);
  }
}

/** Nichol & Dhariwal 2021, equation 17; no beta above 0.999. */
function cosineBetas(count: number): readonly number[] {
  const alphaBar = (time: number) => Math.cos((((time + 0.008) / 1.008) * Math.PI) / 2) ** 2;
  return Array.from({ length: count }, (_, i) =>
    Math.fround(Math.min(1 - alphaBar((i + 1) / count) / alphaBar(i / count), 0.999)),
  );
}

/** Lin et al. 2023, algorithm 1: shifts √ᾱ to end at 0 and scales it to keep its first value. */
function withZeroTerminalSnr(betas: readonly number[]): readonly number[] {
  const roots = cumulativeProduct(betas.map((beta) => Math.fround(1 - beta))).map((x) =>
    Math.fround(Math.sqrt(x)),
  );
  const first = roots[0]!;
  const last = roots.at(-1)!;
  if (first === last) {
    throw new ProblemError({
      code: 'zero-snr-impossible',
      message: "Setting 'rescale_betas_zero_snr' needs betas under which the signal falls.",
      remedy: 'Turn it off, or use more than one training timestep with betas between 0 and 1.',
      param: 'rescale_betas_zero_snr',
    });
  }
  const alphaBars = roots.map((root) => Math.fround((((root - last) * first) / (first - last)) ** 2));
  return alphaBars.map((alphaBar, i) =>
    Math.fround(1 - (i === 0 ? alphaBar : Math.fround(alphaBar / alphaBars[i - 1]!))),
  );
}

/** Products of the first 1, 2, … values, kept in float64 while they run and rounded when written, as on the CPU in PyTorch. */
function cumulativeProduct(values: readonly number[]): readonly number[] {
  let product = 1;
  return values.map((value) => {
    product *= value;
    return Math.fround(product);
  });
}

function float32Linspace(start: number, end: number, count: number): readonly number[] {
  const step = count > 1 ? (end - start) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) =>
    Math.fround(i < count / 2 ? start + step * i : end - step * (count - 1 - i)),
  );
}
