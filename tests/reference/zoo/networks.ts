import type { ModelComponent } from '@latentgraph/nodes';
import { componentGraphs } from '@latentgraph/runtime-core';
import { loadOrt, sessionOptions, writeGraph } from '@latentgraph/runtime-node';
import type { ZooCheckpoint } from './items.ts';
import {
  type ReferenceArray,
  relativeDifference,
  sharedArray,
  type TextEntry,
  type UNetEntry,
  type VaeEntry,
  valuesOf,
} from './reference.ts';

type Differences = Readonly<Record<string, number>>;

interface Network {
  run(feeds: Readonly<Record<string, Feed>>): Promise<Readonly<Record<string, ArrayLike<number>>>>;
}

interface Feed {
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

/** Opens one component of a checkpoint as the runtime does: a graph over the weights where they lie. */
export async function openNetwork(
  { model, directory }: ZooCheckpoint,
  component: ModelComponent,
): Promise<Network> {
  const { InferenceSession, Tensor } = await loadOrt();
  const { bytes, options } = writeGraph(componentGraphs(model)[component]!, directory, 'cpu');
  const session = await InferenceSession.create(bytes, { ...sessionOptions('cpu'), ...options });
  return {
    async run(feeds) {
      const tensors = Object.entries(feeds).map(([name, { shape, values }]) => {
        const type = values instanceof BigInt64Array ? 'int64' : 'float32';
        return [name, new Tensor(type, values, shape)] as const;
      });
      const outputs = await session.run(Object.fromEntries(tensors));
      return Object.fromEntries(
        Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]),
      );
    },
  };
}

/** How far a text encoder is from its reference, by output. */
export async function textDifferences(
  network: Network,
  entry: TextEntry,
  layers: number,
): Promise<Differences> {
  const shape = [entry.ids.length, entry.ids[0]!.length];
  const values = BigInt64Array.from(entry.ids.flat().map(BigInt));
  const outputs = await network.run({ input_ids: { shape, values } });
  const expected: Readonly<Record<string, ReferenceArray | undefined>> = {
    last_hidden_state: entry.last_hidden_state_normed,
    [`hidden_states.${layers - 1}`]: entry.penultimate_raw,
    pooler_output: entry.pooled_normed_eos,
    text_embeds: entry.text_embeds_projected,
  };
  return Object.fromEntries(
    Object.entries(expected).flatMap(([name, array]) =>
      array && outputs[name] ? [[name, relativeDifference(outputs[name], valuesOf(array))]] : [],
    ),
  );
}

/** How far a UNet is from one entry of its reference. */
export async function unetDifference(
  network: Network,
  entries: readonly UNetEntry[],
  entry: UNetEntry,
): Promise<number> {
  const sample = feedOf(sharedArray(entries, entry, 'sample')!);
  const rows = sample.shape[0]!;
  const timesteps = typeof entry.timestep === 'number' ? Array(rows).fill(entry.timestep) : entry.timestep;
  const optional = (['text_embeds', 'time_ids'] as const).flatMap((name) => {
    const array = sharedArray(entries, entry, name);
    return array ? [[name, feedOf(array)] as const] : [];
  });
  const { out_sample: out } = await network.run({
    sample,
    timestep: { shape: [rows], values: Float32Array.from(timesteps) },
    encoder_hidden_states: feedOf(sharedArray(entries, entry, 'encoder_hidden_states')!),
    ...Object.fromEntries(optional),
  });
  return relativeDifference(out!, valuesOf(entry.out));
}

/** How far the decoder of a VAE is from its reference. */
export async function decoderDifference(network: Network, { decode }: VaeEntry): Promise<number> {
  const { sample } = await network.run({ latent_sample: feedOf(decode.latent_unscaled) });
  return relativeDifference(sample!, valuesOf(decode.image));
}

/** How far mean and logarithm of the variance are from their references. */
export async function encoderDifferences(network: Network, { encode }: VaeEntry): Promise<Differences> {
  const { latent_parameters: parameters } = await network.run({ sample: feedOf(encode.image) });
  const half = valuesOf(encode.mean).length / encode.mean.shape[0]!;
  const ofHalf = (wanted: number) =>
    Array.from(parameters!).filter((_, index) => Math.floor(index / half) % 2 === wanted);
  const logvar = ofHalf(1).map((value) => Math.min(20, Math.max(-30, value)));
  return {
    mean: relativeDifference(ofHalf(0), valuesOf(encode.mean)),
    logvar: relativeDifference(logvar, valuesOf(encode.logvar)),
  };
}

function feedOf(array: ReferenceArray): Feed {
  return { shape: array.shape, values: valuesOf(array) };
}
