import { ProblemError } from '@latentgraph/graph-core';
import { z } from 'zod';
import type { Backend } from '../../contract/backend.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ConditioningValue } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { matchBatches } from '../latent/batch.ts';

export const blendConditioning = defineNode({
  type: 'BlendConditioning',
  version: 1,
  title: 'Blend Conditioning',
  category: 'Conditioning',
  summary: 'Mixes two prompts token by token, so that the picture lies between them.',
  inputs: {
    a: port.conditioning('The prompt at amount 0; what else it carries stays.'),
    b: port.conditioning('The prompt at amount 1.'),
  },
  outputs: { conditioning: port.conditioning('(1 − amount) · a + amount · b.') },
  params: z.object({
    amount: z.number().min(0).max(1).default(0.5).describe('How much of b: 0 is a alone, 1 is b alone.'),
  }),
  async run({ node, inputs: { a, b }, params: { amount }, services: { ops } }) {
    const tokens = commonTokens(node, a, b);
    const embeddings = await mix(
      ops,
      await repeatTokens(ops, a.embeddings, tokens),
      await repeatTokens(ops, b.embeddings, tokens),
      amount,
    );
    const pooled = await blendPooled(ops, a, b, amount);
    return { conditioning: { ...b, ...a, embeddings, ...(pooled ? { pooled } : {}) } };
  },
});

/** @throws ProblemError `conditioning-widths-differ`, `token-counts-differ` */
function commonTokens(node: string, a: ConditioningValue, b: ConditioningValue): number {
  const [, tokensA = 0, widthA] = a.embeddings.dims;
  const [, tokensB = 0, widthB] = b.embeddings.dims;
  if (widthA !== widthB) {
    throw new ProblemError({
      code: 'conditioning-widths-differ',
      message: `Blend Conditioning '${node}' gets prompts of two widths: ${widthA} and ${widthB}.`,
      remedy: 'Encode both with the text encoder of one model.',
      node,
      port: 'b',
    });
  }
  const [fewer, more] = [Math.min(tokensA, tokensB), Math.max(tokensA, tokensB)];
  if (more % fewer === 0) return more;
  throw new ProblemError({
    code: 'token-counts-differ',
    message: `Blend Conditioning '${node}' gets prompts of ${tokensA} and ${tokensB} tokens; one must be a multiple of the other.`,
    remedy: 'Shorten one prompt, or lengthen the other by a chunk with BREAK.',
    node,
    port: 'b',
  });
}

/**
 * The tokens over and over up to `count`. Attention over repeated tokens gives what it gives over each once, so a
 * prompt means the same after this, which is not so where zeros are appended.
 */
async function repeatTokens(ops: Backend, embeddings: Tensor, count: number): Promise<Tensor> {
  const times = count / embeddings.dims[1]!;
  return times === 1 ? embeddings : ops.concat(new Array<Tensor>(times).fill(embeddings), 1);
}

async function blendPooled(
  ops: Backend,
  a: ConditioningValue,
  b: ConditioningValue,
  amount: number,
): Promise<Tensor | undefined> {
  return a.pooled && b.pooled ? mix(ops, a.pooled, b.pooled, amount) : (a.pooled ?? b.pooled);
}

async function mix(ops: Backend, a: Tensor, b: Tensor, amount: number): Promise<Tensor> {
  const [from, to] = await matchBatches(
    ops,
    { tensor: a, what: "The prompt at 'a'" },
    { tensor: b, what: "the prompt at 'b'" },
  );
  return ops.combine([
    [1 - amount, from],
    [amount, to],
  ]);
}
