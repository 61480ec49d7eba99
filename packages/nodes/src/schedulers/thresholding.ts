import type { Backend } from '../contract/backend.ts';
import type { Tensor } from '../contract/tensor.ts';

/** Settings that bound the foreseen clean sample; a class has some of them or none. */
export interface LimitConfig {
  readonly thresholding?: boolean;
  readonly dynamic_thresholding_ratio?: number;
  readonly sample_max_value?: number;
  readonly clip_sample?: boolean;
  readonly clip_sample_range?: number;
}

/** Whether `limitClean` does anything. */
export function limitsClean(config: LimitConfig): boolean {
  return config.thresholding === true || config.clip_sample === true;
}

/**
 * Bounds a foreseen clean sample: by dynamic thresholding (Saharia et al. 2022, §2.3), or else by a fixed range.
 * With neither on, the tensor itself comes back.
 */
export async function limitClean(ops: Backend, clean: Tensor, config: LimitConfig): Promise<Tensor> {
  if (config.thresholding) return thresholdDynamically(ops, clean, config);
  if (!config.clip_sample) return clean;
  const range = config.clip_sample_range ?? 1;
  return ops.clamp(clean, -range, range);
}

/** Clamps each sample of the batch to ± its own quantile and scales it back to ±1. */
async function thresholdDynamically(ops: Backend, clean: Tensor, config: LimitConfig): Promise<Tensor> {
  const quantiles = await ops.quantile(clean, config.dynamic_thresholding_ratio ?? 0.995);
  const limits = quantiles.map((quantile) => Math.min(Math.max(quantile, 1), config.sample_max_value ?? 1));
  const clamped = await ops.clamp(
    clean,
    limits.map((limit) => -limit),
    limits,
  );
  return ops.combine([[limits.map((limit) => 1 / limit), clamped]]);
}
