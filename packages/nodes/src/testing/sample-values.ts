import type { Backend } from '../contract/backend.ts';
import { CLEAN_LEVEL } from '../contract/latent-levels.ts';
import type { Tensor } from '../contract/tensor.ts';
import type {
  LatentFamily,
  LatentValue,
  MaskValue,
  ModelKey,
  PredictionValue,
  StepValue,
  TextEncoderHandle,
  UNetHandle,
  VaeHandle,
} from '../contract/values.ts';
import { findScheduler } from '../schedulers/registry.ts';
import { resolveConfig } from '../schedulers/resolve-config.ts';
import type { Schedule } from '../schedulers/schedule.ts';

/** Values as wires carry them, small enough to check by hand. */

const model: ModelKey = { name: 'sample', variant: '', hash: 'sample-hash' };

/** One channel, two pixels a cell. */
export const sampleFamily: LatentFamily = { channels: 1, factor: 2, latentRgb: null };

export function sampleUNet(changes: Partial<UNetHandle> = {}): UNetHandle {
  return {
    model,
    family: sampleFamily,
    inChannels: 1,
    conditioningWidth: 2,
    sizeMultiple: 1,
    predictionType: 'epsilon',
    extraInputs: [],
    ...changes,
  };
}

export function sampleVae(changes: Partial<VaeHandle> = {}): VaeHandle {
  return { model, family: sampleFamily, scalingFactor: 0.5, shiftFactor: 0, ...changes };
}

export function sampleTextEncoder(changes: Partial<TextEncoderHandle> = {}): TextEncoderHandle {
  return {
    model,
    towers: [{ component: 'text_encoder', layer: 'last' }],
    conditioningWidth: 2,
    tokenLimit: 5,
    ...changes,
  };
}

export async function tensorOf(
  ops: Backend,
  data: readonly number[],
  dims: readonly number[],
): Promise<Tensor> {
  return ops.upload(Float32Array.from(data), dims);
}

/** @param dims [batch, channels, height, width]; one row of one channel by default */
export async function latentOf(
  ops: Backend,
  data: readonly number[],
  { dims = [1, 1, 1, data.length], ...changes }: Partial<LatentValue> & { dims?: readonly number[] } = {},
): Promise<LatentValue> {
  return { tensor: await tensorOf(ops, data, dims), level: CLEAN_LEVEL, family: sampleFamily, ...changes };
}

/** @param dims [batch, channels, height, width]; one row of one channel by default */
export async function predictionOf(
  ops: Backend,
  data: readonly number[],
  { dims = [1, 1, 1, data.length], ...changes }: Partial<PredictionValue> & { dims?: readonly number[] } = {},
): Promise<PredictionValue> {
  return { tensor: await tensorOf(ops, data, dims), kind: 'epsilon', family: sampleFamily, ...changes };
}

/** A mask of one row. */
export async function maskOf(ops: Backend, data: readonly number[]): Promise<MaskValue> {
  return { tensor: await tensorOf(ops, data, [1, 1, 1, data.length]) };
}

/** @throws Error when the scheduler does not take the options */
export function sampleSchedule(
  scheduler: string,
  steps: number,
  options: Readonly<Record<string, unknown>> = {},
): Schedule {
  const definition = findScheduler(scheduler)!;
  const resolved = resolveConfig(definition, {}, options);
  if (!resolved.ok) throw new Error(resolved.problems.map(({ message }) => message).join(' '));
  return definition.createSchedule(resolved.config, steps);
}

/** A step at a level that a test states, of a schedule that takes predictions of a kind. */
export function sampleStep(changes: Partial<StepValue> = {}): StepValue {
  return {
    index: 0,
    count: 1,
    timestep: 500,
    alpha: 0.8,
    sigma: 0.6,
    inputScale: 1,
    next: null,
    schedule: sampleSchedule('ddim', 1),
    ...changes,
  };
}

/** What a tensor holds, in plain numbers. */
export async function read(
  ops: Backend,
  tensor: Tensor,
): Promise<{ readonly dims: readonly number[]; readonly data: readonly number[] }> {
  return { dims: tensor.dims, data: [...(await ops.download(tensor))] };
}
