import type { UNetArchitecture } from '../architecture/unet.ts';
import { inside, type ModuleName, type Parameter, ParameterList } from './parameter.ts';
import { type UNetBlock, type UNetLayout, unetBlocks } from './unet-blocks.ts';

const KEPT_NAMES = { conv_in: 'input_blocks.0.0', conv_norm_out: 'out.0', conv_out: 'out.2' } as const;

const EMBEDDINGS = {
  time_embedding: { linear_1: 'time_embed.0', linear_2: 'time_embed.2' },
  add_embedding: { linear_1: 'label_emb.0.0', linear_2: 'label_emb.0.2' },
} as const;

/** Feed-forward layers are this many times as wide as their input. */
const FEED_FORWARD = 4;

/** Every parameter of the UNet under its canonical name (diffusers' UNet2DConditionModel) and its place in the layout. */
export function unetParameters(unet: UNetArchitecture, layout: UNetLayout): readonly Parameter[] {
  const list = new ParameterList();
  const named = (canonical: string, stored: string): ModuleName =>
    layout === 'original' ? { canonical, stored } : { canonical, stored: canonical };

  const first = unet.down[0]!.width;
  const fixed = (name: keyof typeof KEPT_NAMES) => named(name, KEPT_NAMES[name]);
  list.conv(fixed('conv_in'), unet.modelChannels, unet.inChannels, 3);
  addEmbeddings(list, unet, named);
  for (const block of unetBlocks(unet))
    addBlock(list, unet, block, layout, named(block.name.canonical, block.name.stored));
  list.norm(fixed('conv_norm_out'), first);
  list.conv(fixed('conv_out'), unet.outChannels, first, 3);
  return list.parameters;
}

function addEmbeddings(
  list: ParameterList,
  unet: UNetArchitecture,
  named: (canonical: string, stored: string) => ModuleName,
): void {
  const width = unet.timeEmbeddingWidth;
  const embedding = (name: keyof typeof EMBEDDINGS, inputs: number) => {
    list.linear(named(`${name}.linear_1`, EMBEDDINGS[name].linear_1), width, inputs);
    list.linear(named(`${name}.linear_2`, EMBEDDINGS[name].linear_2), width, width);
  };
  embedding('time_embedding', unet.modelChannels);
  if (unet.guidanceEmbeddingWidth !== undefined) {
    const condition = named('time_embedding.cond_proj', 'time_embed.cond_proj');
    list.linear(condition, unet.modelChannels, unet.guidanceEmbeddingWidth, false);
  }
  const { addEmbedding } = unet;
  if (addEmbedding === undefined) return;
  embedding('add_embedding', addEmbedding.pooledWidth + addEmbedding.timeIds * addEmbedding.timeIdWidth);
}

function addBlock(
  list: ParameterList,
  unet: UNetArchitecture,
  block: UNetBlock,
  layout: UNetLayout,
  name: ModuleName,
): void {
  if (block.kind === 'resample') list.conv(name, block.width, block.width, 3);
  else if (block.kind === 'attention') addAttention(list, unet, name, block.width, block.depth);
  else {
    addResnet(list, unet, block, (canonical, original) =>
      inside(name, canonical, layout === 'original' ? original : canonical),
    );
  }
}

function addResnet(
  list: ParameterList,
  unet: UNetArchitecture,
  { inChannels, outChannels }: UNetBlock & { kind: 'resnet' },
  part: (canonical: string, original: string) => ModuleName,
): void {
  list.norm(part('norm1', 'in_layers.0'), inChannels);
  list.conv(part('conv1', 'in_layers.2'), outChannels, inChannels, 3);
  list.linear(part('time_emb_proj', 'emb_layers.1'), outChannels, unet.timeEmbeddingWidth);
  list.norm(part('norm2', 'out_layers.0'), outChannels);
  list.conv(part('conv2', 'out_layers.3'), outChannels, outChannels, 3);
  // A skip connection changes the number of channels, and is absent where there is nothing to change.
  if (inChannels !== outChannels) {
    list.conv(part('conv_shortcut', 'skip_connection'), outChannels, inChannels, 1);
  }
}

/** The same names in both layouts. */
function addAttention(
  list: ParameterList,
  unet: UNetArchitecture,
  name: ModuleName,
  width: number,
  depth: number,
): void {
  const project = (module: ModuleName) =>
    unet.linearProjection ? list.linear(module, width, width) : list.conv(module, width, width, 1);
  list.norm(inside(name, 'norm'), width);
  project(inside(name, 'proj_in'));
  for (let k = 0; k < depth; k += 1) {
    const block = inside(name, `transformer_blocks.${k}`);
    list.norm(inside(block, 'norm1'), width);
    addCrossAttention(list, inside(block, 'attn1'), width, width);
    list.norm(inside(block, 'norm2'), width);
    addCrossAttention(list, inside(block, 'attn2'), width, unet.contextWidth);
    list.norm(inside(block, 'norm3'), width);
    // Values and gates, one below the other (GEGLU).
    list.linear(inside(block, 'ff.net.0.proj'), 2 * FEED_FORWARD * width, width);
    list.linear(inside(block, 'ff.net.2'), width, FEED_FORWARD * width);
  }
  project(inside(name, 'proj_out'));
}

function addCrossAttention(list: ParameterList, name: ModuleName, width: number, contextWidth: number): void {
  list.linear(inside(name, 'to_q'), width, width, false);
  list.linear(inside(name, 'to_k'), width, contextWidth, false);
  list.linear(inside(name, 'to_v'), width, contextWidth, false);
  list.linear(inside(name, 'to_out.0'), width, width);
}
