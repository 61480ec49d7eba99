import { silu } from '../layers/activations.ts';
import { concat, multiply, unsqueeze } from '../layers/arithmetic.ts';
import { linear } from '../layers/linear.ts';
import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';

/** The longest wave of the sinusoids is this many times 2π. */
const LONGEST = 10_000;

/**
 * Numbers as waves: [...] → [..., width], the cosines first, then the sines, in float32 throughout since the numbers
 * go to a thousand. (Attention Is All You Need, 3.5; diffusers' Timesteps with flip_sin_to_cos and no shift.)
 */
export function sinusoids(b: GraphBuilder, numbers: Value, width: number): Value {
  const half = width / 2;
  const frequencies = Array.from({ length: half }, (_, k) => Math.exp((-Math.log(LONGEST) * k) / half));
  const angles = multiply(b, unsqueeze(b, numbers, [-1]), b.numbers(frequencies, [half], 'float32'));
  const waves = concat(b, [b.node('Cos', [angles]), b.node('Sin', [angles])], -1);
  return b.cast(waves, b.traits.arithmetic);
}

/** Two linear layers with SiLU between: what sinusoids or pooled prompts are made an embedding by. */
export function embeddingLayers(b: GraphBuilder, x: Value): Value {
  return linear(b.at('linear_2'), silu(b, linear(b.at('linear_1'), x)));
}
