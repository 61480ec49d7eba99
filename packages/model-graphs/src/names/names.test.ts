import { expect, it } from 'vitest';
import { deriveClipText } from '../derive/clip-text.ts';
import { deriveUNet } from '../derive/unet.ts';
import { deriveVae } from '../derive/vae.ts';
import { type StoredTensor, underPrefix } from '../safetensors/stored-tensor.ts';
import { headerOfRecipe, readJsonFixture } from '../testing/fixtures.ts';
import { tableOf } from '../testing/tables.ts';
import { clipTextParameters } from './clip-text.ts';
import { locateWeights } from './locate-weights.ts';
import type { Parameter } from './parameter.ts';
import { unetParameters } from './unet.ts';
import { vaeParameters } from './vae.ts';

type KnownMap = Record<string, string | { readonly from: string | readonly string[]; readonly op: string }>;

/** Canonical name → the tensor that holds it, as diffusers' own conversion has it. */
function known(names: KnownMap): Map<string, string> {
  return new Map(
    Object.entries(names).flatMap(([stored, target]) => {
      if (typeof target === 'string') return [[target, stored] as const];
      return [target.from].flat().map((canonical) => [canonical, stored] as const);
    }),
  );
}

function own(parameters: readonly Parameter[], prefix: string): Map<string, string> {
  return new Map(parameters.map(({ name, stored }) => [name, `${prefix}${stored.name}`]));
}

async function table(name: string, prefix: string) {
  return underPrefix(await tableOf(headerOfRecipe(name)), prefix);
}

function architectureOf<Architecture>(
  result: { readonly ok: true; readonly architecture: Architecture } | { readonly ok: false },
): Architecture {
  if (!result.ok) throw new Error('No architecture.');
  return result.architecture;
}

it.each(['sd1-fp16', 'sdxl-fp16'])(
  'places the weights of the UNet of %s where diffusers does',
  async (name) => {
    const prefix = 'model.diffusion_model.';
    const unet = architectureOf(deriveUNet(await table(name, prefix), 'original'));
    const maps = readJsonFixture(`names/${name}`) as Record<string, KnownMap>;
    expect(own(unetParameters(unet, 'original'), prefix)).toEqual(known(maps.unet!));
  },
);

it('places the weights of a VAE where diffusers does', async () => {
  const prefix = 'first_stage_model.';
  const vae = architectureOf(deriveVae(await table('sd1-fp16', prefix), 'original'));
  const maps = readJsonFixture('names/sd1-fp16') as Record<string, KnownMap>;
  expect(own(vaeParameters(vae, 'original'), prefix)).toEqual(known(maps.vae!));
});

it.each([
  ['sd1-fp16', 'text_encoder', 'cond_stage_model.transformer.', 'transformers'],
  ['sdxl-fp16', 'text_encoder', 'conditioner.embedders.0.transformer.', 'transformers'],
  ['sdxl-fp16', 'text_encoder_2', 'conditioner.embedders.1.model.', 'open_clip'],
] as const)(
  'places the weights of %s %s where transformers does',
  async (name, component, prefix, layout) => {
    const text = architectureOf(deriveClipText(await table(name, prefix), layout));
    const maps = readJsonFixture(`names/${name}`) as Record<string, KnownMap>;
    expect(own(clipTextParameters(text, layout), prefix)).toEqual(known(maps[component]!));
  },
);

it('selects the rows of a fused tensor as bytes, and tells a transpose', async () => {
  const tensors = await table('sdxl-fp16', 'conditioner.embedders.1.model.');
  const text = architectureOf(deriveClipText(tensors, 'open_clip'));
  const located = locateWeights('The text encoder', clipTextParameters(text, 'open_clip'), tensors);
  if (!located.ok) throw new Error(located.problems[0]!.message);
  const fused = tensors.get('transformer.resblocks.0.attn.in_proj_weight')!;
  const projection = tensors.get('text_projection')!;
  const part = { file: 'model.safetensors', dtype: 'F16', shape: [128, 128], byteLength: 128 * 128 * 2 };
  const values = located.weights.get('text_model.encoder.layers.0.self_attn.v_proj.weight');
  expect(values).toEqual({
    ...part,
    tensor: fused.name,
    offset: fused.offset + 2 * part.byteLength,
    transposed: false,
  });
  expect(located.weights.get('text_projection.weight')).toEqual({
    ...part,
    tensor: projection.name,
    offset: projection.offset,
    transposed: true,
  });
});

it.each<[string, (tensors: Map<string, StoredTensor>) => void, string]>([
  [
    'a missing tensor',
    (tensors) => tensors.delete('ln_final.bias'),
    "checkpoint-tensor-missing: The text encoder is not complete: the tensor 'ln_final.bias' is missing.",
  ],
  [
    'another shape',
    (tensors) => tensors.set('ln_final.bias', tensors.get('text_projection')!),
    "checkpoint-shape-unexpected: The text encoder: 'conditioner.embedders.1.model.text_projection' of model.safetensors has the shape [128, 128]; the rest of the model asks for [128].",
  ],
  [
    'tensors that belong to nothing',
    (tensors) => tensors.set('motion_modules.0.weight', tensors.get('text_projection')!),
    "checkpoint-tensors-unknown: The text encoder has parts that are not known: 'motion_modules.0.weight'.",
  ],
])('tells %s', async (_, change, expected) => {
  const tensors = new Map(await table('sdxl-fp16', 'conditioner.embedders.1.model.'));
  const text = architectureOf(deriveClipText(tensors, 'open_clip'));
  change(tensors);
  const located = locateWeights('The text encoder', clipTextParameters(text, 'open_clip'), tensors);
  expect(
    located.ok ? 'found' : located.problems.map(({ code, message }) => `${code}: ${message}`).join(),
  ).toBe(expected);
});
