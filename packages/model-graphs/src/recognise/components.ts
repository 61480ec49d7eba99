import { clipTextLayout } from '../derive/clip-text.ts';
import { unetLayout } from '../derive/unet.ts';
import { vaeLayout } from '../derive/vae.ts';
import type { FamilyTextEncoder } from '../families/model-family.ts';
import { families } from '../families/registry.ts';
import { type StoredTensor, type TensorTable, underPrefix } from '../safetensors/stored-tensor.ts';

/** The parts that models are made of, each under names without its prefix. */
export interface Components {
  readonly unet?: TensorTable;
  readonly vae?: TensorTable;
  /** Text towers by their prefix in a file (`''` where it is nothing else), or by their folder. */
  readonly textEncoders: ReadonlyMap<string, TensorTable>;
}

const UNET_PREFIXES = ['model.diffusion_model.', ''];
const VAE_PREFIXES = ['first_stage_model.', 'vae.', ''];

/** Takes a file apart into its components; one that is not there is left out. */
export function componentsOf(tensors: TensorTable): Components {
  const find = (prefixes: readonly string[], isOne: (part: TensorTable) => boolean) =>
    prefixes.map((prefix) => underPrefix(tensors, prefix)).find(isOne);
  const unet = find(UNET_PREFIXES, (part) => unetLayout(part) !== undefined);
  const vae = find(VAE_PREFIXES, (part) => vaeLayout(part) !== undefined);
  const prefixes = families.flatMap(({ textEncoders }) =>
    textEncoders.flatMap((encoder) => encoder.prefixes),
  );
  const textEncoders = new Map<string, TensorTable>();
  for (const prefix of [...prefixes, '']) {
    const part = withTextModel(underPrefix(tensors, prefix));
    if (clipTextLayout(part) !== undefined) textEncoders.set(prefix, part);
  }
  return { ...(unet ? { unet } : {}), ...(vae ? { vae } : {}), textEncoders };
}

/** The tensors of a family's text encoder, where they are. */
export function textEncoderOf(components: Components, encoder: FamilyTextEncoder): TensorTable | undefined {
  const places = [encoder.component, ...encoder.prefixes];
  return components.textEncoders.get(places.find((place) => components.textEncoders.has(place)) ?? '');
}

/** Files of 2022 lack the `text_model.` before every name of CLIP's tower. */
function withTextModel(tensors: TensorTable): TensorTable {
  if (!tensors.has('embeddings.token_embedding.weight')) return tensors;
  const named = new Map<string, StoredTensor>();
  for (const [name, tensor] of tensors) named.set(`text_model.${name}`, tensor);
  return named;
}
