import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Numbers of one tensor: little-endian float32, row-major. */
export interface ReferenceArray {
  readonly shape: readonly number[];
  readonly base64: string;
}

/** An array, or that of the same name in another entry of the list. */
type Shared = ReferenceArray | { readonly same_as: number };

export interface TextEntry {
  /** One row a prompt. */
  readonly ids: readonly (readonly number[])[];
  readonly last_hidden_state_normed: ReferenceArray;
  readonly penultimate_raw: ReferenceArray;
  readonly pooled_normed_eos: ReferenceArray;
  readonly text_embeds_projected?: ReferenceArray;
}

export interface UNetEntry {
  readonly sample: Shared;
  /** For all rows, or one a row. */
  readonly timestep: number | readonly number[];
  readonly encoder_hidden_states: Shared;
  readonly text_embeds?: Shared;
  readonly time_ids?: Shared;
  readonly out: ReferenceArray;
}

export interface VaeEntry {
  readonly decode: { readonly latent_unscaled: ReferenceArray; readonly image: ReferenceArray };
  readonly encode: {
    readonly image: ReferenceArray;
    readonly mean: ReferenceArray;
    /** Clamped to −30…20. */
    readonly logvar: ReferenceArray;
  };
}

export interface PictureEntry {
  /** Latentgraph's name of it. */
  readonly scheduler: string;
  readonly scheduler_config?: Readonly<Record<string, never>>;
  readonly prompt: string;
  readonly negative: string | null;
  readonly guidance: number;
  readonly guidance_rescale?: number;
  readonly steps: number;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly time_ids?: readonly number[];
  /** With a mask: the picture to repaint, −1…1. */
  readonly image?: ReferenceArray;
  readonly mask?: ReferenceArray;
  readonly latents: ReferenceArray;
  readonly png?: string;
  /** Files that change the model. */
  readonly lora?: unknown;
}

/** What the modules of diffusers and transformers gave for one model; fixtures/checkpoints/README.md says more. */
export interface Reference {
  readonly item?: string;
  /** The item whose checkpoint this one uses. */
  readonly base?: string;
  readonly file?: string;
  readonly files?: readonly string[];
  readonly text?: readonly TextEntry[];
  readonly unet?: readonly UNetEntry[];
  readonly vae?: VaeEntry;
  readonly pipeline?: readonly PictureEntry[];
}

/** The reference of a folder, plain or compressed; undefined where it has none. */
export function readReference(folder: string): Reference | undefined {
  const plain = join(folder, 'reference.json');
  if (existsSync(plain)) return JSON.parse(readFileSync(plain, 'utf8')) as Reference;
  const compressed = `${plain}.gz`;
  if (!existsSync(compressed)) return undefined;
  return JSON.parse(gunzipSync(readFileSync(compressed)).toString()) as Reference;
}

export function valuesOf({ base64 }: ReferenceArray): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** The array of an entry's input, wherever in the list it stands. */
export function sharedArray(
  entries: readonly UNetEntry[],
  entry: UNetEntry,
  name: 'sample' | 'encoder_hidden_states' | 'text_embeds' | 'time_ids',
): ReferenceArray | undefined {
  const value = entry[name];
  return value && 'same_as' in value ? sharedArray(entries, entries[value.same_as]!, name) : value;
}

/** Largest difference over largest reference value; infinite where sizes differ or a value is no number. */
export function relativeDifference(values: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [difference, largest] = [0, 0];
  for (let index = 0; index < expected.length; index += 1) {
    const off = Math.abs(values[index]! - expected[index]!);
    if (!Number.isFinite(off)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, off);
    largest = Math.max(largest, Math.abs(expected[index]!));
  }
  return difference / largest;
}
