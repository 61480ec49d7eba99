import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';
import type { DescribedArchitecture } from '../families/described-family.ts';
import type { FamilyTextEncoder, ModelFamily } from '../families/model-family.ts';
import { describedFamilies, familyOf } from '../families/registry.ts';
import type { WeightRef } from '../names/weights.ts';
import { type ByteSource, readRange } from '../safetensors/byte-source.ts';
import type { Dtype } from '../safetensors/dtype.ts';
import { type FolderFiles, readModelFolder } from '../safetensors/model-folder.ts';
import type { SafetensorsFile } from '../safetensors/read-safetensors.ts';
import type { StoredTensor, TensorTable } from '../safetensors/stored-tensor.ts';
import { decodeValues } from '../safetensors/values.ts';
import { type Components, componentsOf, textEncoderOf } from './components.ts';
import {
  readTextEncoder,
  readUNet,
  readVae,
  type TextEncoderPart,
  type UNetPart,
  type VaePart,
} from './model-parts.ts';
import { Names, type OtherKind } from './other-kind.ts';
import { otherKinds } from './other-kinds.ts';
import {
  findPrediction,
  type Prediction,
  type PredictionMarkers,
  readSchedulerConfig,
} from './prediction.ts';

/** What a file turned out to be. */
export type Recognition =
  | { readonly kind: 'model'; readonly model: RecognisedModel }
  | {
      readonly kind: 'other';
      readonly other: OtherKind;
      /** Of ControlNets, Stable Diffusion 3 and Flux, where it is a known one. */
      readonly architecture?: DescribedArchitecture;
    };

/** A model, or single parts of one, whose graphs can be built. */
export interface RecognisedModel {
  /** Absent where the file holds no UNet. */
  readonly family?: ModelFamily;
  readonly unet?: UNetPart;
  readonly vae?: VaePart;
  readonly textEncoders: readonly RecognisedTextEncoder[];
  /** Of the UNet. */
  readonly prediction?: Prediction;
  /** Types of the tensors in the file, the most frequent first. */
  readonly dtypes: readonly Dtype[];
}

export interface RecognisedTextEncoder {
  /** What the family takes of it; absent where the file holds no UNet. */
  readonly role?: FamilyTextEncoder;
  readonly part: TextEncoderPart;
}

/** Channels of a UNet's input: a plain latent, with a picture to change, with a mask and a masked picture. */
const IN_CHANNELS = [4, 8, 9];

/** Where a model comes from, beside its components: what its markers are read from. */
interface Origin {
  /** As problems name it. */
  readonly name: string;
  readonly components: Components;
  /** All tensors, markers included. */
  readonly tensors: readonly StoredTensor[];
  readonly markers: PredictionMarkers;
  /** The bytes of a weight; undefined where they cannot be read. */
  read(weight: WeightRef): Promise<Uint8Array | undefined>;
}

/**
 * Tells what a safetensors file is, from its header and at most one small tensor. A file of a known kind that is no
 * such model is named; what is not known, or a model with faults, is a problem.
 */
export async function recognise(
  file: SafetensorsFile,
  source: ByteSource,
): Promise<Result<{ recognition: Recognition }>> {
  const names = new Names(file.tensors);
  const other = otherKinds.find((kind) => kind.matches(names));
  if (other) return { ok: true, warnings: [], recognition: otherOf(other, file.tensors) };
  const model = await modelOf({
    name: file.file,
    components: componentsOf(file.tensors),
    tensors: [...file.tensors.values()],
    markers: { tensors: file.tensors, metadata: file.metadata },
    read: ({ offset, byteLength }) => readRange(source, offset, offset + byteLength),
  });
  return model.ok ? { ok: true, warnings: [], recognition: { kind: 'model', model: model.model } } : model;
}

/**
 * Tells what a Diffusers folder with safetensors files is. `name` is the folder's, `variant` the word in its files'
 * names (`fp16`); problems are as of `recognise`.
 */
export async function recogniseFolder(
  files: FolderFiles,
  name: string,
  variant = '',
): Promise<Result<{ model: RecognisedModel }>> {
  const folder = await readModelFolder(files, variant);
  if (!folder.ok) return folder;
  const { unet, vae, ...textEncoders } = Object.fromEntries(folder.components);
  return modelOf({
    name,
    components: {
      ...(unet ? { unet } : {}),
      ...(vae ? { vae } : {}),
      textEncoders: new Map(Object.entries(textEncoders)),
    },
    tensors: [...folder.components.values()].flatMap((tensors) => [...tensors.values()]),
    markers: {
      tensors: unet ?? new Map(),
      metadata: new Map(),
      schedulerConfig: readSchedulerConfig(folder.schedulerConfig),
    },
    read: ({ file, offset, byteLength }) => files.readBytes(file, offset, offset + byteLength),
  });
}

function otherOf(other: OtherKind, tensors: TensorTable): Recognition {
  const described = describedFamilies.find(({ id }) => id === other.id)?.describe(tensors);
  return { kind: 'other', other, ...(described?.ok ? { architecture: described.architecture } : {}) };
}

async function modelOf(origin: Origin): Promise<Result<{ model: RecognisedModel }>> {
  const { unet, vae, textEncoders } = origin.components;
  if (!unet && !vae && textEncoders.size === 0) return failed([unknownFile(origin.name)]);
  const vaePart = vae && readVae(vae);
  if (vaePart && !vaePart.ok) return vaePart;
  const rest = unet ? await modelOfUNet(origin, unet) : partsWithoutFamily(origin.components);
  if (!rest.ok) return rest;
  const dtypes = dtypesOf(origin.tensors);
  const model = { ...rest.parts, ...(vaePart ? { vae: vaePart.part } : {}), dtypes };
  return { ok: true, warnings: [], model };
}

type Parts = Pick<RecognisedModel, 'family' | 'unet' | 'textEncoders' | 'prediction'>;

async function modelOfUNet(origin: Origin, tensors: TensorTable): Promise<Result<{ parts: Parts }>> {
  const { components } = origin;
  const unet = readUNet(tensors, pooledWidthOf(components));
  if (!unet.ok) return unet;
  const { architecture } = unet.part;
  const family = familyOf(architecture);
  if (!family || !IN_CHANNELS.includes(architecture.inChannels)) {
    return failed([unknownFamily(origin.name, architecture.inChannels)]);
  }
  const textEncoders: RecognisedTextEncoder[] = [];
  for (const role of family.textEncoders) {
    const encoderTensors = textEncoderOf(components, role);
    if (!encoderTensors) continue;
    const encoder = readTextEncoder(encoderTensors, role.use);
    if (!encoder.ok) return encoder;
    textEncoders.push({ role, part: encoder.part });
  }
  const shifts = family.id === 'sd2' ? await normShifts(unet.part, origin) : undefined;
  const prediction = findPrediction(family.id, architecture.inChannels, origin.markers, shifts);
  return { ok: true, warnings: [], parts: { family, unet: unet.part, textEncoders, prediction } };
}

function partsWithoutFamily(components: Components): Result<{ parts: Parts }> {
  const textEncoders: RecognisedTextEncoder[] = [];
  for (const tensors of components.textEncoders.values()) {
    const encoder = readTextEncoder(tensors, {});
    if (!encoder.ok) return encoder;
    textEncoders.push({ part: encoder.part });
  }
  return { ok: true, warnings: [], parts: { textEncoders } };
}

/** Width of the pooled embedding that the text tower beside the UNet gives. */
function pooledWidthOf({ textEncoders }: Components): number | undefined {
  for (const tensors of textEncoders.values()) {
    if (tensors.has('ln_final.weight')) return tensors.get('text_projection')?.shape[1];
  }
  return textEncoders.get('text_encoder_2')?.get('text_projection.weight')?.shape[0];
}

/** The values that tell SD 2's prediction type; undefined where they are not there. */
async function normShifts({ weights }: UNetPart, origin: Origin): Promise<number[] | undefined> {
  const shift = weights.get('up_blocks.3.attentions.2.transformer_blocks.0.norm1.bias');
  if (!shift) return undefined;
  const bytes = await origin.read(shift);
  return bytes && decodeValues(bytes, shift.dtype);
}

function dtypesOf(tensors: readonly StoredTensor[]): Dtype[] {
  const counts = new Map<Dtype, number>();
  for (const { dtype } of tensors) counts.set(dtype, (counts.get(dtype) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([dtype]) => dtype);
}

function unknownFile(file: string): Problem {
  return problem({
    code: 'checkpoint-kind-unknown',
    message: `${file} can be read, but the names of its tensors are those of no known kind of model.`,
    remedy: 'Choose a Stable Diffusion 1, 2 or XL checkpoint, or a UNet, VAE or text encoder of one.',
  });
}

function unknownFamily(file: string, inChannels: number): Problem {
  return problem({
    code: 'checkpoint-family-unknown',
    message: `${file} holds a UNet with ${inChannels} input channels that belongs to no known family.`,
    remedy: 'Choose a Stable Diffusion 1, 2 or XL checkpoint.',
  });
}
