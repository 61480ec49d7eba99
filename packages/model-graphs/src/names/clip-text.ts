import type { ClipTextArchitecture } from '../architecture/clip-text.ts';
import { inside, type ModuleName, type Parameter, ParameterList } from './parameter.ts';

/** The layouts of a text tower: of transformers' CLIPTextModel, and of open_clip. */
export type ClipTextLayout = 'transformers' | 'open_clip';

/** Every parameter of the tower's used layers under its canonical name (transformers) and its place in the layout. */
export function clipTextParameters(text: ClipTextArchitecture, layout: ClipTextLayout): readonly Parameter[] {
  const list = new ParameterList();
  const open = layout === 'open_clip';
  const named = (canonical: string, openClip: string): ModuleName => ({
    canonical: `text_model.${canonical}`,
    stored: open ? openClip : `text_model.${canonical}`,
  });
  const { width } = text;

  const tokens = named('embeddings.token_embedding', 'token_embedding');
  list.add(`${tokens.canonical}.weight`, [text.vocabularySize, width], { name: `${tokens.stored}.weight` });
  const positions = 'text_model.embeddings.position_embedding.weight';
  list.add(positions, [text.positions, width], { name: open ? 'positional_embedding' : positions });
  for (let i = 0; i < text.layers; i += 1) {
    addLayer(list, text, named(`encoder.layers.${i}`, `transformer.resblocks.${i}`), open);
  }
  list.norm(named('final_layer_norm', 'ln_final'), width);
  if (text.projectionWidth !== undefined) {
    const projection = 'text_projection.weight';
    const stored = open ? ({ name: 'text_projection', transposed: true } as const) : { name: projection };
    list.add(projection, [text.projectionWidth, width], stored);
  }
  return list.parameters;
}

function addLayer(list: ParameterList, text: ClipTextArchitecture, layer: ModuleName, open: boolean): void {
  const { width, mlpWidth } = text;
  const part = (canonical: string, openClip: string) => inside(layer, canonical, open ? openClip : canonical);
  list.norm(part('layer_norm1', 'ln_1'), width);
  if (open) addFusedAttention(list, layer, width);
  else {
    for (const name of ['q_proj', 'k_proj', 'v_proj'])
      list.linear(inside(layer, `self_attn.${name}`), width, width);
  }
  list.linear(part('self_attn.out_proj', 'attn.out_proj'), width, width);
  list.norm(part('layer_norm2', 'ln_2'), width);
  list.linear(part('mlp.fc1', 'mlp.c_fc'), mlpWidth, width);
  list.linear(part('mlp.fc2', 'mlp.c_proj'), width, mlpWidth);
}

/** open_clip keeps q, k and v in one tensor, one below the other. */
function addFusedAttention(list: ParameterList, layer: ModuleName, width: number): void {
  for (const [index, name] of ['q_proj', 'k_proj', 'v_proj'].entries()) {
    const rows = { from: index * width, to: (index + 1) * width, of: 3 * width };
    const canonical = `${layer.canonical}.self_attn.${name}`;
    list.add(`${canonical}.weight`, [width, width], { name: `${layer.stored}.attn.in_proj_weight`, rows });
    list.add(`${canonical}.bias`, [width], { name: `${layer.stored}.attn.in_proj_bias`, rows });
  }
}
