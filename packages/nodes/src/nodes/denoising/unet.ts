import type { RunContext } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import type { NodeServices } from '../../contract/services.ts';
import type { Feed, Tensor } from '../../contract/tensor.ts';
import type {
  ConditioningValue,
  LatentValue,
  PredictionValue,
  StepValue,
  UNetHandle,
} from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { predictionKindOf } from './prediction-kind.ts';

interface Inputs {
  readonly unet: UNetHandle;
  readonly latent: LatentValue;
  readonly step: StepValue;
  readonly conditioning: ConditioningValue;
}

type Call = Pick<RunContext<unknown, Inputs, unknown, NodeServices>, 'inputs' | 'services'>;

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
  params: z.object({}),
  coalesce: {
    group: 'unet',
    key: ({ inputs }) => coalescingKey(inputs),
    runTogether,
  },
  async run(call) {
    const [prediction] = await runTogether([call]);
    return prediction!;
  },
});

/** Calls that agree in all this may share one evaluation. */
function coalescingKey({ unet: { model }, latent, step, conditioning }: Inputs): string {
  const [, ...latentDims] = latent.tensor.dims;
  const [, ...tokenDims] = conditioning.embeddings.dims;
  return [
    model.hash,
    model.variant,
    step.timestep,
    step.inputScale,
    latentDims.join('×'),
    tokenDims.join('×'),
    Object.keys(conditioning).sort().join(','),
  ].join(' ');
}

/** One batch for all calls; batch-1 values are repeated to the batch of their call. */
async function runTogether(
  calls: readonly Call[],
): Promise<readonly { readonly prediction: PredictionValue }[]> {
  const { inputs: first, services } = calls[0]!;
  const { ops } = services;
  const batches = calls.map(({ inputs }) => batchOf(inputs));
  const samples = await gather(
    ops,
    calls.map(({ inputs }) => inputs.latent.tensor),
    batches,
  );
  const embeddings = await gather(
    ops,
    calls.map(({ inputs }) => inputs.conditioning.embeddings),
    batches,
  );
  const { inputScale, timestep } = first.step;
  const feeds: Record<string, Feed> = {
    sample: inputScale === 1 ? samples : await ops.combine([[inputScale, samples]]),
    timestep,
    encoder_hidden_states: embeddings,
  };
  const { out_sample: output } = await ops.evaluate(first.unet.model, 'unet', feeds);
  const parts = await scatter(ops, output!, batches);
  return calls.map(({ inputs }, index) => ({
    prediction: {
      tensor: parts[index]!,
      kind: predictionKindOf(inputs.step.schedule),
      family: inputs.latent.family,
    },
  }));
}

function batchOf({ latent, conditioning }: Inputs): number {
  return Math.max(latent.tensor.dims[0]!, conditioning.embeddings.dims[0]!);
}

async function gather(ops: Backend, tensors: readonly Tensor[], batches: readonly number[]): Promise<Tensor> {
  const rows = tensors.flatMap((tensor, index) =>
    tensor.dims[0] === batches[index] ? [tensor] : new Array<Tensor>(batches[index]!).fill(tensor),
  );
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
