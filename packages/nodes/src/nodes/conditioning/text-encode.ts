import { z } from 'zod';
import type { NodeServices } from '../../contract/services.ts';
import type { Tensor } from '../../contract/tensor.ts';
import type { ConditioningValue, TextEncoderHandle } from '../../contract/values.ts';
import { defineNode } from '../../definition/define-node.ts';
import { port } from '../../definition/port.ts';
import { type ChunkedPrompt, chunkTokens } from '../../prompts/chunk-tokens.ts';
import { skippedHiddenState } from '../../prompts/clip-skip.ts';
import { parsePrompt } from '../../prompts/parse-prompt.ts';
import { weightEmbeddings } from '../../prompts/weight-embeddings.ts';
import { createTokenizer, type Tokenizer } from '../../tokens/tokenizer.ts';

export const textEncode = defineNode({
  type: 'TextEncode',
  version: 1,
  title: 'Text Encode',
  category: 'Conditioning',
  summary: 'Reads a prompt with the text encoder, so that the UNet can follow it.',
  inputs: { textEncoder: port.textEncoder('Reads the prompt; from Checkpoint.') },
  outputs: { conditioning: port.conditioning('The prompt, token by token.') },
  params: z.object({
    text: z
      .string()
      .max(100_000)
      .default('')
      .describe('What to paint. (word:1.3) weighs a word, BREAK starts a new chunk of 75 tokens.')
      .meta({ widget: 'prompt' }),
    clipSkip: z
      .int()
      .min(0)
      .max(64)
      .default(0)
      .describe('How many of the last layers to leave out; needs a model that puts out its hidden states.')
      .meta({ title: 'CLIP skip', usual: [0, 4], advanced: true }),
  }),
  async run({ inputs, params, services, warn }) {
    const tokenizer = await tokenizerOf(inputs.textEncoder, services);
    const prompt = chunkTokens(parsePrompt(params.text), tokenizer);
    for (const warning of prompt.warnings) warn(warning);
    return { conditioning: await encode(inputs.textEncoder, prompt, params.clipSkip, services) };
  },
});

const tokenizers = new WeakMap<TextEncoderHandle, Promise<Tokenizer>>();

async function tokenizerOf(textEncoder: TextEncoderHandle, { models }: NodeServices): Promise<Tokenizer> {
  const known = tokenizers.get(textEncoder) ?? models.tokenizer(textEncoder).then(createTokenizer);
  tokenizers.set(textEncoder, known);
  try {
    return await known;
  } catch (error) {
    // The folder may be mended before the next run.
    tokenizers.delete(textEncoder);
    throw error;
  }
}

async function encode(
  textEncoder: TextEncoderHandle,
  { chunks }: ChunkedPrompt,
  clipSkip: number,
  { ops }: NodeServices,
): Promise<ConditioningValue> {
  const limit = chunks[0]!.ids.length;
  const outputs = await ops.evaluate(textEncoder.model, 'text_encoder', {
    input_ids: { integers: chunks.flatMap((chunk) => chunk.ids), dims: [chunks.length, limit] },
  });
  const hidden =
    clipSkip === 0
      ? outputs.last_hidden_state!
      : await skippedHiddenState(ops, outputs, clipSkip, textEncoder.model.name);
  const pooler = outputs.pooler_output;
  const weights = chunks.map((chunk) => chunk.weights);
  const weighted = weights.some((chunk) => chunk.some((weight) => weight !== 1));
  const embeddings = weighted ? await weigh(ops, hidden, weights) : await inLine(ops, hidden);
  if (!pooler) return { embeddings };
  return { embeddings, pooled: chunks.length === 1 ? pooler : await ops.slice(pooler, 0, 0, 1) };
}

/** [chunks, tokens, width] → [1, chunks · tokens, width], each chunk weighted and its mean restored. */
async function weigh(
  ops: NodeServices['ops'],
  hidden: Tensor,
  weights: readonly (readonly number[])[],
): Promise<Tensor> {
  const [chunks, tokens, width] = hidden.dims as [number, number, number];
  const data = await ops.download(hidden);
  const result = new Float32Array(data.length);
  weights.forEach((chunk, index) => {
    const start = index * tokens * width;
    result.set(weightEmbeddings(data.subarray(start, start + tokens * width), chunk), start);
  });
  return ops.upload(result, [1, chunks * tokens, width]);
}

/** Chunks one after another along the token axis. */
async function inLine(ops: NodeServices['ops'], hidden: Tensor): Promise<Tensor> {
  const chunks = hidden.dims[0]!;
  if (chunks === 1) return hidden;
  const parts: Tensor[] = [];
  for (let chunk = 0; chunk < chunks; chunk++) parts.push(await ops.slice(hidden, 0, chunk, chunk + 1));
  return ops.concat(parts, 1);
}
