import { describe, expect, it } from 'vitest';
import { attention } from '../layers/attention.ts';
import { linear } from '../layers/linear.ts';
import { GraphBuilder, type GraphTraits, type Value } from '../onnx/graph-builder.ts';
import { graphText } from '../onnx/graph-text.ts';
import { madeWeights } from '../testing/made-weights.ts';
import { resnet } from './resnet.ts';
import { sinusoids } from './time-embedding.ts';

const FUSED: GraphTraits = { arithmetic: 'float32', fusedAttention: true, fusedLinear: true };
const PLAIN: GraphTraits = { arithmetic: 'float32', fusedAttention: false, fusedLinear: false };
const HALF: GraphTraits = { arithmetic: 'float16', fusedAttention: true, fusedLinear: false };

interface Sketch {
  readonly traits?: GraphTraits;
  readonly weights?: Parameters<typeof madeWeights>;
  build(b: GraphBuilder, x: Value): Value;
}

/** The graph of one layer or module, as text. */
function textOf({ traits = FUSED, weights = [{}], build }: Sketch): string {
  const b = GraphBuilder.create(traits, madeWeights(...weights));
  const x = b.input('x', 'float32', ['batch', 'tokens', 64]);
  b.output('y', build(b, b.cast(x, traits.arithmetic)), ['batch', 'tokens', 64]);
  return graphText(b.finish('sketch'));
}

describe('a linear layer', () => {
  const weights: Sketch['weights'] = [{ 'to_q.weight': [64, 64], 'to_q.bias': [64] }, 'F16'];
  const build: Sketch['build'] = (b, x) => linear(b.at('to_q'), x);

  it('takes its weight as it is stored, where the device has the operator', () => {
    expect(textOf({ weights, build })).toMatchInlineSnapshot(`
      "sketch(x: float32[batch, tokens, 64])
        weight to_q.weight: float16[64, 64]
        weight to_q.bias: float16[64]
        to_q.Cast = Cast(to_q.weight) {to: 1}
        to_q.FusedMatMul = FusedMatMul(x, to_q.Cast) {transB: 1}
        to_q.Cast_2 = Cast(to_q.bias) {to: 1}
        to_q.Add = Add(to_q.FusedMatMul, to_q.Cast_2)
        y = Identity(to_q.Add)
        return y: float32[batch, tokens, 64]
      "
    `);
  });

  it('turns it round where the device has not, and computes in half precision where it should', () => {
    expect(textOf({ traits: HALF, weights, build })).toMatchInlineSnapshot(`
      "sketch(x: float32[batch, tokens, 64])
        weight to_q.weight: float16[64, 64]
        weight to_q.bias: float16[64]
        Cast = Cast(x) {to: 10}
        to_q.Transpose = Transpose(to_q.weight) {perm: [1, 0]}
        to_q.MatMul = MatMul(Cast, to_q.Transpose)
        to_q.Add = Add(to_q.MatMul, to_q.bias)
        y = Cast(to_q.Add) {to: 1}
        return y: float32[batch, tokens, 64]
      "
    `);
  });
});

describe('attention', () => {
  const build: Sketch['build'] = (b, x) =>
    attention(b, { query: x, key: x, value: x }, { heads: 2, width: 64, causal: true });

  it('is one operator where the device has it', () => {
    expect(textOf({ build })).toMatchInlineSnapshot(`
      "sketch(x: float32[batch, tokens, 64])
        MultiHeadAttention = MultiHeadAttention(x, x, x) {num_heads: 2, unidirectional: 1}
        y = Identity(MultiHeadAttention)
        return y: float32[batch, tokens, 64]
      "
    `);
  });

  it('is written out elsewhere', () => {
    expect(textOf({ traits: PLAIN, build })).toMatchInlineSnapshot(`
      "sketch(x: float32[batch, tokens, 64])
        Reshape = Reshape(x, constant_2)
        Transpose = Transpose(Reshape) {perm: [0, 2, 1, 3]}
        Transpose_2 = Transpose(Transpose) {perm: [0, 1, 3, 2]}
        Reshape_2 = Reshape(x, constant_2)
        Transpose_3 = Transpose(Reshape_2) {perm: [0, 2, 1, 3]}
        Mul = Mul(Transpose_3, constant_1)
        MatMul = MatMul(Mul, Transpose_2)
        Shape = Shape(MatMul) {start: 3}
        Squeeze = Squeeze(Shape)
        Squeeze_2 = Squeeze(constant_3)
        Squeeze_3 = Squeeze(constant_4)
        Range = Range(Squeeze_2, Squeeze, Squeeze_3)
        Unsqueeze = Unsqueeze(Range, constant_3)
        Unsqueeze_2 = Unsqueeze(Range, constant_4)
        Greater = Greater(Unsqueeze, Unsqueeze_2)
        Where = Where(Greater, constant_5, constant_6)
        Add = Add(MatMul, Where)
        Softmax = Softmax(Add) {axis: -1}
        Reshape_3 = Reshape(x, constant_2)
        Transpose_4 = Transpose(Reshape_3) {perm: [0, 2, 1, 3]}
        MatMul_2 = MatMul(Softmax, Transpose_4)
        Transpose_5 = Transpose(MatMul_2) {perm: [0, 2, 1, 3]}
        Reshape_4 = Reshape(Transpose_5, constant_7)
        y = Identity(Reshape_4)
        return y: float32[batch, tokens, 64]
      "
    `);
  });
});

describe('a resnet', () => {
  it('norms, bends and convolves twice, beside a shortcut where widths differ', () => {
    const norm = (name: string, width: number) => ({
      [`${name}.weight`]: [width],
      [`${name}.bias`]: [width],
    });
    const weights: Sketch['weights'] = [
      {
        ...norm('norm1', 64),
        'conv1.weight': [32, 64, 3, 3],
        'conv1.bias': [32],
        ...norm('norm2', 32),
        'conv2.weight': [32, 32, 3, 3],
        'conv2.bias': [32],
        'conv_shortcut.weight': [32, 64, 1, 1],
        'conv_shortcut.bias': [32],
      },
    ];
    expect(textOf({ weights, build: (b, x) => resnet(b, x, { epsilon: 1e-6 }) })).toMatchInlineSnapshot(`
      "sketch(x: float32[batch, tokens, 64])
        weight norm1.weight: float32[64, 1, 1]
        weight norm1.bias: float32[64, 1, 1]
        weight conv1.weight: float32[32, 64, 3, 3]
        weight conv1.bias: float32[32]
        weight norm2.weight: float32[32, 1, 1]
        weight norm2.bias: float32[32, 1, 1]
        weight conv2.weight: float32[32, 32, 3, 3]
        weight conv2.bias: float32[32]
        weight conv_shortcut.weight: float32[32, 64, 1, 1]
        weight conv_shortcut.bias: float32[32]
        norm1.Reshape = Reshape(x, constant_1)
        norm1.InstanceNormalization = InstanceNormalization(norm1.Reshape, constant_2, constant_3) {epsilon: 0.000001}
        norm1.Shape = Shape(x)
        norm1.Reshape_2 = Reshape(norm1.InstanceNormalization, norm1.Shape)
        norm1.Mul = Mul(norm1.Reshape_2, norm1.weight)
        norm1.Add = Add(norm1.Mul, norm1.bias)
        QuickGelu = QuickGelu(norm1.Add) {alpha: 1}
        conv1.Conv = Conv(QuickGelu, conv1.weight, conv1.bias) {pads: [1, 1, 1, 1], strides: [1, 1]}
        norm2.Reshape = Reshape(conv1.Conv, constant_1)
        norm2.InstanceNormalization = InstanceNormalization(norm2.Reshape, constant_2, constant_3) {epsilon: 0.000001}
        norm2.Shape = Shape(conv1.Conv)
        norm2.Reshape_2 = Reshape(norm2.InstanceNormalization, norm2.Shape)
        norm2.Mul = Mul(norm2.Reshape_2, norm2.weight)
        norm2.Add = Add(norm2.Mul, norm2.bias)
        QuickGelu_2 = QuickGelu(norm2.Add) {alpha: 1}
        conv2.Conv = Conv(QuickGelu_2, conv2.weight, conv2.bias) {pads: [1, 1, 1, 1], strides: [1, 1]}
        conv_shortcut.Conv = Conv(x, conv_shortcut.weight, conv_shortcut.bias) {pads: [0, 0, 0, 0], strides: [1, 1]}
        Add = Add(conv2.Conv, conv_shortcut.Conv)
        y = Identity(Add)
        return y: float32[batch, tokens, 64]
      "
    `);
  });
});

describe('sinusoids', () => {
  it('are computed in single precision, whatever the rest is computed in', () => {
    const b = GraphBuilder.create(HALF, madeWeights({}));
    const waves = sinusoids(b, b.input('timestep', 'float32', ['batch']), 4);
    b.output('waves', waves, ['batch', 4]);
    expect(graphText(b.finish('sinusoids'))).toMatchInlineSnapshot(`
      "sinusoids(timestep: float32[batch])
        Unsqueeze = Unsqueeze(timestep, constant_1)
        Mul = Mul(Unsqueeze, constant_2)
        Cos = Cos(Mul)
        Sin = Sin(Mul)
        Concat = Concat(Cos, Sin) {axis: -1}
        Cast = Cast(Concat) {to: 10}
        waves = Cast(Cast) {to: 1}
        return waves: float32[batch, 4]
      "
    `);
  });
});
