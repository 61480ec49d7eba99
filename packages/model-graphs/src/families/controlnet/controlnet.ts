import { controlNetLayout, deriveControlNet } from '../../derive/controlnet.ts';
import { underPrefix } from '../../safetensors/stored-tensor.ts';
import type { DescribedFamily } from '../described-family.ts';

const PREFIX = 'control_model.';

/** ControlNet: half a UNet that steers another by a picture. */
export const controlnet: DescribedFamily = {
  id: 'controlnet',
  title: 'a ControlNet',
  matches: (names) => names.startsWith(PREFIX) || controlNetLayout(names.tensors) !== undefined,
  describe(tensors) {
    const layout = controlNetLayout(tensors);
    const derived = layout
      ? deriveControlNet(tensors, layout)
      : deriveControlNet(underPrefix(tensors, PREFIX), 'original');
    return derived.ok
      ? { ...derived, architecture: { kind: 'controlnet', ...derived.architecture } }
      : derived;
  },
};
