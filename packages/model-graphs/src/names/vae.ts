import type { VaeArchitecture } from '../architecture/vae.ts';
import { inside, type ModuleName, type Parameter, ParameterList } from './parameter.ts';

/** The layouts of a VAE: of the original repositories, of diffusers, and of diffusers before its version 0.14. */
export type VaeLayout = 'original' | 'diffusers' | 'diffusers-old';

/** What a layout calls the parts whose names differ; `(level, levels)` count from full resolution. */
interface VaeWords {
  readonly encoderLevel: (level: number) => string;
  readonly decoderLevel: (step: number, levels: number) => string;
  readonly resnets: string;
  readonly downsampler: string;
  readonly upsampler: string;
  readonly midResnets: readonly [string, string];
  readonly midAttention: string;
  readonly shortcut: string;
  readonly normOut: string;
  readonly attention: Record<'group_norm' | 'to_q' | 'to_k' | 'to_v' | 'to_out.0', string>;
}

const diffusers: VaeWords = {
  encoderLevel: (level) => `down_blocks.${level}`,
  decoderLevel: (step) => `up_blocks.${step}`,
  resnets: 'resnets',
  downsampler: 'downsamplers.0.conv',
  upsampler: 'upsamplers.0.conv',
  midResnets: ['mid_block.resnets.0', 'mid_block.resnets.1'],
  midAttention: 'mid_block.attentions.0',
  shortcut: 'conv_shortcut',
  normOut: 'conv_norm_out',
  attention: { group_norm: 'group_norm', to_q: 'to_q', to_k: 'to_k', to_v: 'to_v', 'to_out.0': 'to_out.0' },
};

const WORDS: Record<VaeLayout, VaeWords> = {
  diffusers,
  'diffusers-old': {
    ...diffusers,
    attention: {
      group_norm: 'group_norm',
      to_q: 'query',
      to_k: 'key',
      to_v: 'value',
      'to_out.0': 'proj_attn',
    },
  },
  original: {
    encoderLevel: (level) => `down.${level}`,
    // The original counts levels, not steps: up.3 runs first.
    decoderLevel: (step, levels) => `up.${levels - 1 - step}`,
    resnets: 'block',
    downsampler: 'downsample.conv',
    upsampler: 'upsample.conv',
    midResnets: ['mid.block_1', 'mid.block_2'],
    midAttention: 'mid.attn_1',
    shortcut: 'nin_shortcut',
    normOut: 'norm_out',
    attention: { group_norm: 'norm', to_q: 'q', to_k: 'k', to_v: 'v', 'to_out.0': 'proj_out' },
  },
};

/** Every parameter of the VAE under its canonical name (diffusers' AutoencoderKL) and its place in the layout. */
export function vaeParameters(vae: VaeArchitecture, layout: VaeLayout): readonly Parameter[] {
  const list = new ParameterList();
  const names = new VaeNames(WORDS[layout]);
  if (vae.encoderResnets !== undefined) addEncoder(list, vae, vae.encoderResnets, names);
  if (vae.decoderResnets !== undefined) addDecoder(list, vae, vae.decoderResnets, names);
  const latents = vae.latentChannels;
  if (vae.quantConv) list.conv(top('quant_conv'), 2 * latents, 2 * latents, 1);
  if (vae.postQuantConv) list.conv(top('post_quant_conv'), latents, latents, 1);
  return list.parameters;
}

function top(name: string): ModuleName {
  return { canonical: name, stored: name };
}

/** Names parts by diffusers' word for them. */
class VaeNames {
  readonly #words: VaeWords;

  constructor(words: VaeWords) {
    this.#words = words;
  }

  in(module: ModuleName, word: (words: VaeWords) => string): ModuleName {
    return inside(module, word(diffusers), word(this.#words));
  }
}

function addEncoder(list: ParameterList, vae: VaeArchitecture, resnets: number, names: VaeNames): void {
  const encoder = top('encoder');
  const { widths } = vae;
  list.conv(inside(encoder, 'conv_in'), widths[0]!, vae.imageChannels, 3);
  let channels = widths[0]!;
  for (const [i, width] of widths.entries()) {
    const level = names.in(encoder, (words) => words.encoderLevel(i));
    for (let j = 0; j < resnets; j += 1) {
      addResnet(
        list,
        names,
        names.in(level, (words) => `${words.resnets}.${j}`),
        channels,
        width,
      );
      channels = width;
    }
    if (i < widths.length - 1)
      list.conv(
        names.in(level, (words) => words.downsampler),
        width,
        width,
        3,
      );
  }
  addMiddle(list, encoder, channels, names);
  list.norm(
    names.in(encoder, (words) => words.normOut),
    channels,
  );
  list.conv(inside(encoder, 'conv_out'), 2 * vae.latentChannels, channels, 3);
}

function addDecoder(list: ParameterList, vae: VaeArchitecture, resnets: number, names: VaeNames): void {
  const decoder = top('decoder');
  const widths = vae.widths.toReversed();
  list.conv(inside(decoder, 'conv_in'), widths[0]!, vae.latentChannels, 3);
  let channels = widths[0]!;
  addMiddle(list, decoder, channels, names);
  for (const [i, width] of widths.entries()) {
    const level = names.in(decoder, (words) => words.decoderLevel(i, widths.length));
    for (let j = 0; j < resnets; j += 1) {
      addResnet(
        list,
        names,
        names.in(level, (words) => `${words.resnets}.${j}`),
        channels,
        width,
      );
      channels = width;
    }
    if (i < widths.length - 1)
      list.conv(
        names.in(level, (words) => words.upsampler),
        width,
        width,
        3,
      );
  }
  list.norm(
    names.in(decoder, (words) => words.normOut),
    channels,
  );
  list.conv(inside(decoder, 'conv_out'), vae.imageChannels, channels, 3);
}

function addMiddle(list: ParameterList, parent: ModuleName, width: number, names: VaeNames): void {
  addResnet(
    list,
    names,
    names.in(parent, (words) => words.midResnets[0]),
    width,
    width,
  );
  const attention = names.in(parent, (words) => words.midAttention);
  list.norm(
    names.in(attention, (words) => words.attention.group_norm),
    width,
  );
  for (const part of ['to_q', 'to_k', 'to_v', 'to_out.0'] as const) {
    list.linear(
      names.in(attention, (words) => words.attention[part]),
      width,
      width,
    );
  }
  addResnet(
    list,
    names,
    names.in(parent, (words) => words.midResnets[1]),
    width,
    width,
  );
}

function addResnet(
  list: ParameterList,
  names: VaeNames,
  name: ModuleName,
  inChannels: number,
  outChannels: number,
): void {
  list.norm(inside(name, 'norm1'), inChannels);
  list.conv(inside(name, 'conv1'), outChannels, inChannels, 3);
  list.norm(inside(name, 'norm2'), outChannels);
  list.conv(inside(name, 'conv2'), outChannels, outChannels, 3);
  if (inChannels !== outChannels)
    list.conv(
      names.in(name, (words) => words.shortcut),
      outChannels,
      inChannels,
      1,
    );
}
