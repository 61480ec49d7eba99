import { expect, it } from 'vitest';
import { beginOfTextId, type ClipTextArchitecture, endOfTextId } from '../architecture/clip-text.ts';
import { type HeadRule, levelWidths, type UNetArchitecture, type UNetTrunk } from '../architecture/unet.ts';
import type { DescribedArchitecture } from '../families/described-family.ts';
import { familyOf } from '../families/registry.ts';
import { readSafetensors } from '../safetensors/read-safetensors.ts';
import { headerOfRecipe, listFixtures, readHeader } from '../testing/fixtures.ts';
import { type HeaderFixture, sourceOfHeader } from '../testing/safetensors-bytes.ts';
import { type RecognisedModel, recognise } from './recognise.ts';

type Configuration = Readonly<Record<string, unknown>>;

/** All that a file's header tells, in the words of its original configuration. */
async function configurationOf(header: HeaderFixture): Promise<Configuration> {
  const source = sourceOfHeader(header);
  const read = await readSafetensors(source, 'x.safetensors');
  if (!read.ok) throw new Error(read.problems[0]!.message);
  const result = await recognise(read.file, source);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const { recognition } = result;
  if (recognition.kind === 'model') return modelConfiguration(recognition.model);
  return describedConfiguration(recognition.architecture!);
}

function modelConfiguration({ family, unet, vae, textEncoders }: RecognisedModel): Configuration {
  return {
    family: family ? `${family.id}${unet?.architecture.inChannels === 9 ? '-inpaint' : ''}` : 'vae',
    ...(unet && unetConfiguration(unet.architecture)),
    text: textEncoders.map(({ part }) => textConfiguration(part.architecture, part.layout)),
    ...textIds(textEncoders[0]?.part.architecture),
    latent_channels: vae?.architecture.latentChannels,
    [unet ? 'vae_channels' : 'channels']:
      vae?.architecture.widths ?? (unet && levelWidths(unet.architecture)),
    scaling_factor: family?.latent.scale,
    ...(unet && { channels: levelWidths(unet.architecture) }),
  };
}

function trunkConfiguration(trunk: UNetTrunk): Configuration {
  return {
    channels: trunk.down.map(({ width }) => width),
    context: trunk.contextWidth,
    depth: trunk.down.map(({ transformerDepths }) => Math.max(...transformerDepths)),
    mid_depth: trunk.mid.transformerDepth,
    linear_projection: trunk.linearProjection,
    ...headConfiguration(trunk.attentionHeads),
  };
}

function unetConfiguration(unet: UNetArchitecture): Configuration {
  const { addEmbedding: add } = unet;
  return {
    ...trunkConfiguration(unet),
    in_channels: unet.inChannels,
    ...(add && {
      adm: add.pooledWidth + add.timeIds * add.timeIdWidth,
      pooled: add.pooledWidth,
      time_ids: add.timeIds,
    }),
  };
}

function headConfiguration(rule: HeadRule): Configuration {
  return rule.rule === 'count' ? { heads: rule.heads } : { head_dim: rule.headWidth };
}

function textConfiguration(text: ClipTextArchitecture, layout: string): Configuration {
  return {
    layout: layout === 'transformers' ? 'clip' : layout,
    layers: text.layers,
    layers_used: text.layers,
    layers_in_file: text.layersInFile,
    width: text.width,
    heads: text.heads,
    act: text.activation,
    projection: text.projectionWidth,
  };
}

function textIds(text: ClipTextArchitecture | undefined): Configuration {
  return text ? { bos: beginOfTextId(text), eos: endOfTextId(text) } : {};
}

function describedConfiguration(model: DescribedArchitecture): Configuration {
  if (model.kind === 'controlnet') {
    return {
      ...trunkConfiguration(model),
      family: `controlnet-${familyOf(model)?.id}`,
      hint_channels: model.hintWidths,
    };
  }
  const { width, heads, headWidth, contextWidth, pooledWidth } = model;
  const shared = { hidden: width, heads, head_dim: headWidth, context: contextWidth, pooled: pooledWidth };
  return model.kind === 'flux'
    ? {
        ...shared,
        family: 'flux',
        double: model.doubleBlocks,
        single: model.singleBlocks,
        guidance: model.embedsGuidance,
      }
    : {
        ...shared,
        family: 'sd3',
        layers: model.blocks,
        dual_attention_layers: model.dualAttentionBlocks,
        qk_norm: model.normalisesQueries,
        pos_embed_max_size: model.positionsPerSide,
        latent_channels: model.latentChannels,
      };
}

/** The values of `all` that `wanted` asks for, at any depth. */
function asked(all: unknown, wanted: unknown): unknown {
  if (Array.isArray(all) && Array.isArray(wanted)) return all.map((one, index) => asked(one, wanted[index]));
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return all;
  const values = all as Configuration;
  return Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, asked(values[key], value)]));
}

const files = listFixtures('headers').filter((name) => readHeader(name).expected !== undefined);

it('there are twelve headers of full-size files', () => expect(files).toHaveLength(12));

it.each(files)('the header of %s gives its configuration', async (name) => {
  const header = readHeader(name);
  // Shapes cannot tell it: a person, or markers, say what a model predicts.
  const { prediction_type: _, ...expected } = header.expected as Configuration;
  expect(asked(await configurationOf(header), expected)).toEqual(expected);
});

it.each([
  [
    'controlnet-sd1',
    {
      ...{ family: 'controlnet-sd1', channels: [32, 32, 64, 64], heads: 8, context: 128 },
      ...{ hint_channels: [16, 32, 96, 256], depth: [1, 1, 1, 0], mid_depth: 1, linear_projection: false },
    },
  ],
  [
    'sd3-medium',
    {
      ...{ family: 'sd3', hidden: 128, heads: 2, head_dim: 64, layers: 2, dual_attention_layers: [] },
      ...{ qk_norm: false, latent_channels: 16 },
    },
  ],
  ['sd35-medium', { hidden: 192, heads: 3, layers: 3, dual_attention_layers: [0, 1], qk_norm: true }],
  [
    'flux-dev',
    {
      ...{ family: 'flux', hidden: 256, heads: 2, head_dim: 128, double: 2, single: 3 },
      ...{ context: 96, pooled: 64, guidance: true },
    },
  ],
])('the small %s gives its configuration', async (name, expected) => {
  expect(asked(await configurationOf(headerOfRecipe(name)), expected)).toEqual(expected);
});

it('reads a ControlNet alike from both layouts', async () => {
  const original = await configurationOf(headerOfRecipe('controlnet-sd1'));
  expect(await configurationOf(headerOfRecipe('controlnet-sd1-diffusers'))).toEqual(original);
});
