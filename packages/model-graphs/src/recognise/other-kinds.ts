import { describedFamilies } from '../families/registry.ts';
import type { OtherKind } from './other-kind.ts';

/** The first kind that matches counts: what changes other files comes before what stands alone. */
export const otherKinds: readonly OtherKind[] = [
  { id: 'control-lora', title: 'a Control-LoRA', matches: (names) => names.has('lora_controlnet') },
  { id: 'loha', title: 'a LoRA of the LoHa kind', matches: (names) => names.holds('.hada_w1_a') },
  { id: 'lokr', title: 'a LoRA of the LoKr kind', matches: (names) => names.holds('.lokr_w1') },
  {
    id: 'lora',
    title: 'a LoRA',
    matches: (names) =>
      names.startsWith('lora_unet_') ||
      names.startsWith('lora_te') ||
      names.startsWith('lora_transformer_') ||
      names.startsWith('lycoris_') ||
      names.holds(
        '.lora_down.',
        '.lora_A.',
        '.lora.down.',
        '_lora.down.',
        '.lora_linear_layer.',
        '.dora_scale',
        '.diff_b',
      ),
  },
  {
    id: 'quantised',
    title: 'a model with packed weights (8 or 4 bits)',
    matches: (names) =>
      names.holds('scaled_fp8', '.weight_scale', 'bitsandbytes') ||
      [...names.tensors.values()].some(
        ({ dtype }) => dtype.startsWith('F8_') || dtype.startsWith('F4') || dtype.startsWith('F6_'),
      ),
  },
  { id: 'motion-module', title: 'a motion module', matches: (names) => names.holds('motion_modules') },
  { id: 'video', title: 'a video model', matches: (names) => names.holds('time_stack') },
  { id: 'chroma', title: 'Chroma', matches: (names) => names.holds('distilled_guidance_layer.') },
  {
    id: 'hunyuan-video',
    title: 'Hunyuan Video',
    matches: (names) => names.holds('txt_in.individual_token_refiner.'),
  },
  ...describedFamilies,
  {
    id: 'ip-adapter',
    title: 'an IP-Adapter',
    matches: (names) => names.startsWith('image_proj.') && names.startsWith('ip_adapter.'),
  },
  {
    id: 'clip-vision',
    title: 'a CLIP image encoder',
    matches: (names) =>
      names.has('vision_model.embeddings.patch_embedding.weight') && !names.startsWith('text_model.'),
  },
  {
    id: 't5',
    title: 'a T5 text encoder',
    matches: (names) => names.has('shared.weight') && names.startsWith('encoder.block.0.'),
  },
  {
    id: 'taesd',
    title: 'a tiny autoencoder (TAESD)',
    matches: (names) =>
      names.has('1.weight', '3.conv.0.weight') ||
      names.has('0.weight', '1.conv.0.weight') ||
      names.has('decoder.layers.0.weight'),
  },
  {
    id: 'upscaler',
    title: 'an upscaler (ESRGAN)',
    matches: (names) =>
      (names.has('conv_first.weight') && names.startsWith('body.')) ||
      (names.has('model.0.weight') && names.startsWith('model.1.sub.')) ||
      (names.has('body.0.weight') && names.rank('body.1.weight') === 1),
  },
  {
    id: 'textual-inversion',
    title: 'a textual inversion',
    matches: (names) =>
      names.has('emb_params') ||
      (names.has('clip_l', 'clip_g') && names.onlyVectors(2)) ||
      names.onlyVectors(1),
  },
];
