import { silu } from '../layers/activations.ts';
import { add, unsqueeze } from '../layers/arithmetic.ts';
import { convolution } from '../layers/convolution.ts';
import { linear } from '../layers/linear.ts';
import { groupNorm } from '../layers/norms.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

interface ResnetOptions {
  readonly epsilon: number;
  /** What the step and the picture's size say, after SiLU: [batch, width]. The VAE's resnets have none. */
  readonly embedding?: Value;
}

/** Two convolutions beside a shortcut (ResnetBlock2D of diffusers): [batch, in, h, w] → [batch, out, h, w]. */
export function resnet(b: GraphBuilder, x: Value, { epsilon, embedding }: ResnetOptions): Value {
  let h = silu(b, groupNorm(b.at('norm1'), x, epsilon));
  h = convolution(b.at('conv1'), h, { padding: 1 });
  if (embedding) h = add(b, h, unsqueeze(b, linear(b.at('time_emb_proj'), embedding), [2, 3]));
  h = silu(b, groupNorm(b.at('norm2'), h, epsilon));
  h = convolution(b.at('conv2'), h, { padding: 1 });
  const shortcut = b.at('conv_shortcut');
  return add(b, h, shortcut.has() ? convolution(shortcut, x) : x);
}
