import { deriveMmdit } from '../../derive/mmdit.ts';
import { underPrefix } from '../../safetensors/stored-tensor.ts';
import type { DescribedFamily } from '../described-family.ts';

const TRANSFORMER = 'model.diffusion_model.';
const TEXT_ENCODERS = 'text_encoders.';

/** Stable Diffusion 3 and 3.5: a transformer over text and picture, 16 latent channels, up to three text encoders. */
export const sd3: DescribedFamily = {
  id: 'sd3',
  title: 'Stable Diffusion 3',
  matches: (names) => names.holds('joint_blocks.0.context_block.attn.qkv.weight'),
  describe(tensors) {
    const prefixed = underPrefix(tensors, TRANSFORMER);
    const derived = deriveMmdit(prefixed.size > 0 ? prefixed : tensors);
    if (!derived.ok) return derived;
    const encoders = [...underPrefix(tensors, TEXT_ENCODERS).keys()].map((name) => name.split('.')[0]!);
    const textEncoders = [...new Set(encoders)].sort();
    return { ...derived, architecture: { kind: 'mmdit', ...derived.architecture, textEncoders } };
  },
};
