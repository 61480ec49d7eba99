import type { GraphBuilder, Value } from '../onnx/graph-builder.ts';
import { MICROSOFT } from '../onnx/write-onnx.ts';
import { add, multiply, reshape, transpose, unsqueeze } from './arithmetic.ts';

export interface AttentionOptions {
  readonly heads: number;
  /** Channels of all heads together. */
  readonly width: number;
  /** Each token sees itself and those before it. */
  readonly causal?: boolean;
}

interface Projections {
  readonly query: Value;
  readonly key: Value;
  readonly value: Value;
}

/**
 * softmax(q · kᵀ / √(width / heads)) · v: [batch, tokens, width] → the same sizes. Fused, the scores exist
 * for a few rows at a time: 84 MB where written out they take 2.3 GB (8 heads, 4096 tokens, a batch of 2).
 */
export function attention(b: GraphBuilder, projections: Projections, options: AttentionOptions): Value {
  return b.traits.fusedAttention ? fused(b, projections, options) : writtenOut(b, projections, options);
}

function fused(b: GraphBuilder, { query, key, value }: Projections, options: AttentionOptions): Value {
  const { heads, causal = false } = options;
  return b.node('MultiHeadAttention', [query, key, value], {
    domain: MICROSOFT,
    attributes: { num_heads: { int: heads }, ...(causal && { unidirectional: { int: 1 } }) },
  });
}

function writtenOut(b: GraphBuilder, { query, key, value }: Projections, options: AttentionOptions): Value {
  const { heads, width, causal = false } = options;
  const byHead = (x: Value) => transpose(b, reshape(b, x, [0, 0, heads, width / heads]), [0, 2, 1, 3]);
  const scale = b.numbers([1 / Math.sqrt(width / heads)], []);
  const keys = transpose(b, byHead(key), [0, 1, 3, 2]);
  const scores = b.node('MatMul', [multiply(b, byHead(query), scale), keys]);
  const seen = causal ? add(b, scores, laterTokens(b, scores)) : scores;
  const weights = b.node('Softmax', [seen], { attributes: { axis: { int: -1 } } });
  const mixed = b.node('MatMul', [weights, byHead(value)]);
  return reshape(b, transpose(b, mixed, [0, 2, 1, 3]), [0, 0, width]);
}

/** A large negative number for each token that comes later than the row's own, and zero for the others. */
function laterTokens(b: GraphBuilder, scores: Value): Value {
  const sizes = b.node('Shape', [scores], { type: 'int64', attributes: { start: { int: 3 } } });
  const count = b.node('Squeeze', [sizes]);
  const start = b.node('Squeeze', [b.integers([0])]);
  const step = b.node('Squeeze', [b.integers([1])]);
  const places = b.node('Range', [start, count, step]);
  const later = b.node('Greater', [unsqueeze(b, places, [0]), unsqueeze(b, places, [1])], { type: 'bool' });
  return b.node('Where', [later, b.numbers([-1e4], []), b.numbers([0], [])], { type: b.traits.arithmetic });
}
