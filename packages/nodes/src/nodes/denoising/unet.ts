import type { RunContext } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import type { NodeServices } from '../../contract/services.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type {
  ConditioningValue,
  LatentValue,
  PredictionValue,
  StepValue,
  UNetHandle,
} from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { repeatToBatch } from '../latent/batch.ts';
import { inOneBatch } from './one-by-one.ts';
import { predictionKindOf } from './prediction-kind.ts';
import { checkLatentSize, conditioningFeeds, shownChannels, type UNetCall } from './unet-feeds.ts';

interface Inputs {
  readonly unet: UNetHandle;
  readonly latent: LatentValue;
  readonly step: StepValue;
  readonly conditioning: ConditioningValue;
}

interface Params {
  readonly guidance?: number | undefined;
}

type Call = Pick<
  RunContext<Params, Inputs, unknown, NodeServices>,
  'node' | 'inputs' | 'params' | 'services'
>;

export const unet = defineNode({
  type: 'UNet',
  version: 1,
  title: 'UNet',
  category: 'Denoising',
  summary: 'Predicts the noise in a latent, guided by a prompt.',
  inputs: {
    unet: port.unet('The denoising model; from Checkpoint.'),
    latent: port.latent('The noisy sample; from Denoise Start.'),
    step: port.step('Where the run is; from Denoise Start.'),
    conditioning: port.conditioning('What to paint; from Text Encode.'),
  },
  outputs: { prediction: port.prediction('What the model takes for noise.') },
  params: z.object({
    guidance: z
      .number()
      .min(1)
      .max(100)
      .optional()
      .describe('Only for models with guidance built in, such as LCM: how strictly to follow the prompt.')
      .meta({ advanced: true }),
  }),
  coalesce: {
    group: 'unet',
    key: ({ inputs }) => coalescingKey(inputs),
    runTogether: (calls) => inOneBatch(calls[0]!.services.ops, sizeName(calls), calls, evaluateTogether),
  },
  async run(call) {
    const [prediction] = await evaluateTogether([call]);
    return prediction!;
  },
});

/** Calls that agree in all this may share one evaluation. */
function coalescingKey({ unet: { model }, latent, step, conditioning }: Inputs): string {
  const sizeOf = (tensor: Tensor | undefined) => tensor?.dims.slice(1).join('×');
  return [
    model.hash,
    model.variant,
    step.timestep,
    step.inputScale,
    sizeOf(latent.tensor),
    sizeOf(conditioning.embeddings),
    sizeOf(conditioning.pooled),
    sizeOf(conditioning.concat),
    Object.keys(conditioning).sort().join(','),
  ].join(' ');
}

/** Of what decides how much memory calls of equal keys take together. */
function sizeName(calls: readonly Call[]): string {
  const { unet, latent, conditioning } = calls[0]!.inputs;
  const pictures = calls.map(({ inputs }) => inputs.latent.tensor.dims[0]).join('+');
  return [unet.model.hash, pictures, ...latent.tensor.dims, ...conditioning.embeddings.dims].join(' ');
}

/** One batch for all calls; batch-1 values are repeated to the batch of their call. */
async function evaluateTogether(
  calls: readonly Call[],
): Promise<readonly { readonly prediction: PredictionValue }[]> {
  const { inputs: first, services } = calls[0]!;
  const { ops } = services;
  const parts = await Promise.all(calls.map(partOf));
  const { inputScale, timestep } = first.step;
  const latents = await gather(ops, parts, 'The latent', (part) => part.latent);
  const scaled = inputScale === 1 ? latents : await ops.combine([[inputScale, latents]]);
  const extra =
    parts[0]!.concat && (await gather(ops, parts, 'The picture that is shown', (part) => part.concat!));
  const sample = extra ? await ops.concat([scaled, extra], 1) : scaled;
  const feeds: Record<string, Tensor> = {};
  for (const name of Object.keys(parts[0]!.feeds)) {
    feeds[name] = await gather(ops, parts, `The conditioning's '${name}'`, (part) => part.feeds[name]!);
  }
  const { index, count } = first.step;
  const place = { node: calls[0]!.node, step: { index, count } };
  const evaluated = await ops.evaluate(first.unet.model, 'unet', { sample, timestep, ...feeds }, place);
  const { out_sample: output } = evaluated;
  const predictions = await scatter(
    ops,
    output!,
    parts.map((part) => part.batch),
  );
  return calls.map(({ inputs }, index) => ({
    prediction: {
      tensor: predictions[index]!,
      kind: predictionKindOf(inputs.step.schedule),
      family: inputs.latent.family,
      ...(inputs.unet.extraInputs.includes('timestep_cond') ? { isGuided: true } : {}),
    },
  }));
}

/** What one call adds to the batch. */
interface Part {
  readonly batch: number;
  readonly latent: Tensor;
  readonly concat: Tensor | null;
  readonly feeds: Readonly<Record<string, Tensor>>;
}

async function partOf({ node, inputs, params, services }: Call): Promise<Part> {
  const { unet, latent, conditioning } = inputs;
  const call: UNetCall = { node, unet, latent, conditioning, guidance: params.guidance };
  checkLatentSize(call, services);
  const concat = shownChannels(call);
  const feeds = await conditioningFeeds(services.ops, call);
  const tensors = [latent.tensor, ...(concat ? [concat] : []), ...Object.values(feeds)];
  const batch = Math.max(...tensors.map((tensor) => tensor.dims[0]!));
  return { batch, latent: latent.tensor, concat, feeds };
}

/** One input of all calls, one below the other along the batch axis. */
async function gather(
  ops: Backend,
  parts: readonly Part[],
  what: string,
  pick: (part: Part) => Tensor,
): Promise<Tensor> {
  const rows: Tensor[] = [];
  for (const part of parts) {
    const tensor = pick(part);
    // Rows of one picture go in as often as wanted: repeating them first would copy them twice.
    if (tensor.dims[0] === 1) rows.push(...new Array<Tensor>(part.batch).fill(tensor));
    else rows.push(await repeatToBatch(ops, tensor, part.batch, what));
  }
  return rows.length === 1 ? rows[0]! : ops.concat(rows, 0);
}

async function scatter(ops: Backend, tensor: Tensor, batches: readonly number[]): Promise<readonly Tensor[]> {
  if (batches.length === 1) return [tensor];
  const parts: Tensor[] = [];
  let from = 0;
  for (const batch of batches) {
    parts.push(await ops.slice(tensor, 0, from, from + batch));
    from += batch;
  }
  return parts;
}
