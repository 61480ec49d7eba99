import type { Port } from '@latentgraph/graph-core';
import type {
  ConditioningValue,
  ImageValue,
  LatentValue,
  MaskValue,
  PredictionValue,
  SchedulerConfigValue,
  SeedValue,
  StepValue,
  TextEncoderHandle,
  UNetHandle,
  VaeHandle,
} from '../contract/values.ts';
import type { Schedule } from '../schedulers/schedule.ts';

/** A port that remembers, for the compiler, what its wire carries. */
export type TypedPort<Value = unknown> = Port & { readonly carries?: Value };

export type PortOptions = Pick<Port, 'optional' | 'lazy' | 'list'>;

/** Facts are bound to one variable each in every node: all latents of a node are of one family. */
const FAMILY = { channels: 'channels', factor: 'factor' };
const WIDTH = { width: 'width' };

function maker<Value>(type: string, facts?: Readonly<Record<string, string>>) {
  return <const Options extends PortOptions = Record<never, never>>(
    description: string,
    options?: Options,
  ): TypedPort<Value> & Options =>
    ({ type, description, ...(facts ? { facts } : {}), ...options }) as TypedPort<Value> & Options;
}

/** Makers of ports, one for each built-in wire type: `port.latent('The noisy sample.')`. */
export const port = {
  image: maker<ImageValue>('image'),
  latent: maker<LatentValue>('latent', FAMILY),
  mask: maker<MaskValue>('mask'),
  conditioning: maker<ConditioningValue>('conditioning', WIDTH),
  prediction: maker<PredictionValue>('prediction', FAMILY),
  schedulerConfig: maker<SchedulerConfigValue>('schedulerConfig'),
  schedule: maker<Schedule>('schedule'),
  step: maker<StepValue>('step'),
  unet: maker<UNetHandle>('unet', { ...FAMILY, ...WIDTH }),
  textEncoder: maker<TextEncoderHandle>('textEncoder', WIDTH),
  vae: maker<VaeHandle>('vae', FAMILY),
  text: maker<string>('text'),
  number: maker<number>('number'),
  integer: maker<number>('integer'),
  seed: maker<SeedValue>('seed'),
  boolean: maker<boolean>('boolean'),
  /** Takes any type; ports with the same variable take the same one. */
  any: <const Options extends PortOptions = Record<never, never>>(
    variable: string,
    description: string,
    options?: Options,
  ): TypedPort<unknown> & Options =>
    ({ type: 'any', generic: variable, description, ...options }) as TypedPort<unknown> & Options,
};
