import type { Result } from '@latentgraph/graph-core';
import type { ControlNetArchitecture } from '../architecture/controlnet.ts';
import type { FluxArchitecture } from '../architecture/flux.ts';
import type { MmditArchitecture } from '../architecture/mmdit.ts';
import type { OtherKind } from '../recognise/other-kind.ts';
import type { TensorTable } from '../safetensors/stored-tensor.ts';

/** A family whose models are described, and whose graphs cannot be built. */
export interface DescribedFamily extends OtherKind {
  describe(tensors: TensorTable): Result<{ architecture: DescribedArchitecture }>;
}

export type DescribedArchitecture =
  | ({ readonly kind: 'controlnet' } & ControlNetArchitecture)
  | ({
      readonly kind: 'mmdit';
      /** The encoders that lie in the same file, by its names: `clip_l`, `clip_g`, `t5xxl`. */
      readonly textEncoders: readonly string[];
    } & MmditArchitecture)
  | ({ readonly kind: 'flux' } & FluxArchitecture);
