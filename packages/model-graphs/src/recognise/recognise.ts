import { failed, type Problem, problem, type Result } from '@latentgraph/graph-core';
import type { FamilyTextEncoder, ModelFamily } from '../families/model-family.ts';
import { families } from '../families/registry.ts';
import { type ByteSource, readRange } from '../safetensors/byte-source.ts';
import type { Dtype } from '../safetensors/dtype.ts';
import type { SafetensorsFile } from '../safetensors/read-safetensors.ts';
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
import { Names, type OtherKind, otherKinds } from './other-kinds.ts';
import { findPrediction, type Prediction } from './prediction.ts';

/** What a file turned out to be. */
export type Recognition =
  | { readonly kind: 'model'; readonly model: RecognisedModel }
  | { readonly kind: 'other'; readonly other: OtherKind };

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
  if (other) return { ok: true, warnings: [], recognition: { kind: 'other', other } };
  const components = componentsOf(file.tensors);
  const { unet, vae, textEncoders } = components;
  if (!unet && !vae && textEncoders.size === 0) return failed([unknownFile(file.file)]);

  const model = { dtypes: dtypesOf(file) };
  const vaePart = vae && readVae(vae);
  if (vaePart && !vaePart.ok) return vaePart;
  const withVae = vaePart ? { ...model, vae: vaePart.part } : model;
  const rest = unet ? await modelOfUNet(file, source, components) : partsWithoutFamily(components);
  return rest.ok
    ? { ok: true, warnings: [], recognition: { kind: 'model', model: { ...withVae, ...rest.parts } } }
    : rest;
}

type Parts = Pick<RecognisedModel, 'family' | 'unet' | 'textEncoders' | 'prediction'>;

async function modelOfUNet(
  file: SafetensorsFile,
  source: ByteSource,
  components: Components,
): Promise<Result<{ parts: Parts }>> {
  const unet = readUNet(components.unet!, pooledWidthOf(components));
  if (!unet.ok) return unet;
  const { architecture } = unet.part;
  const family = families.find((candidate) => candidate.matches(architecture));
  if (!family || !IN_CHANNELS.includes(architecture.inChannels)) {
    return failed([unknownFamily(file.file, architecture.inChannels)]);
  }
  const textEncoders: RecognisedTextEncoder[] = [];
  for (const role of family.textEncoders) {
    const tensors = textEncoderOf(components, role);
    if (!tensors) continue;
    const encoder = readTextEncoder(tensors, role.use);
    if (!encoder.ok) return encoder;
    textEncoders.push({ role, part: encoder.part });
  }
  const shifts = family.id === 'sd2' ? await normShifts(unet.part, source) : undefined;
  const { inChannels } = architecture;
  const prediction = findPrediction(family.id, inChannels, file.tensors, file.metadata, shifts);
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

/** Width of the pooled embedding that the file's open_clip tower gives. */
function pooledWidthOf({ textEncoders }: Components): number | undefined {
  for (const [prefix, tensors] of textEncoders) {
    if (prefix.endsWith('.model.')) return tensors.get('text_projection')?.shape[1];
  }
  return undefined;
}

/** The values that tell SD 2's prediction type; undefined where they are not there. */
async function normShifts({ weights }: UNetPart, source: ByteSource): Promise<number[] | undefined> {
  const shift = weights.get('up_blocks.3.attentions.2.transformer_blocks.0.norm1.bias');
  if (!shift) return undefined;
  const bytes = await readRange(source, shift.offset, shift.offset + shift.byteLength);
  return bytes && decodeValues(bytes, shift.dtype);
}

function dtypesOf({ tensors }: SafetensorsFile): Dtype[] {
  const counts = new Map<Dtype, number>();
  for (const { dtype } of tensors.values()) counts.set(dtype, (counts.get(dtype) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([dtype]) => dtype);
}

function unknownFile(file: string): Problem {
  return problem({
    code: 'checkpoint-kind-unknown',
    message: `${file} is a safetensors file, but the names in it are those of no known kind of model.`,
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
