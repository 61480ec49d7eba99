import { deriveFlux } from '../../derive/flux.ts';
import { underPrefix } from '../../safetensors/stored-tensor.ts';
import type { DescribedFamily } from '../described-family.ts';

const TRANSFORMER = 'model.diffusion_model.';

/** Flux: a transformer alone, with the guidance scale as an input (dev) or without (schnell). */
export const flux: DescribedFamily = {
  id: 'flux',
  title: 'Flux',
  matches: (names) => names.holds('double_blocks.0.img_attn.norm.key_norm.scale'),
  describe(tensors) {
    const prefixed = underPrefix(tensors, TRANSFORMER);
    const derived = deriveFlux(prefixed.size > 0 ? prefixed : tensors);
    return derived.ok ? { ...derived, architecture: { kind: 'flux', ...derived.architecture } } : derived;
  },
};
