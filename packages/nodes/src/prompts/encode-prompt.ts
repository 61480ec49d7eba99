import type { Problem } from '@latentgraph/graph-core';
import type { Backend } from '../contract/backend.ts';
import type { NodeServices } from '../contract/services.ts';
import type { Tensor } from '../contract/tensor.ts';
import type { ConditioningValue, TextEncoderHandle, TextTower } from '../contract/values.ts';
import { createTokenizer, type Tokenizer } from '../tokens/tokenizer.ts';
import { chunkTokens, type TokenChunk } from './chunk-tokens.ts';
import { penultimateHiddenState, skippedHiddenState } from './clip-skip.ts';
import { parsePrompt } from './parse-prompt.ts';
import { weightEmbeddings } from './weight-embeddings.ts';

export interface EncodedPrompt {
  readonly conditioning: ConditioningValue;
  readonly warnings: readonly Omit<Problem, 'severity' | 'node'>[];
}

/**
 * Reads a prompt with every tower of a text encoder: [1, chunks · tokens, width], the towers' numbers side by side, and
 * what the last tower that pools says of the prompt as a whole.
 *
 * @param clipSkip how many of the last layers to leave out besides those that the model leaves out itself
 * @throws ProblemError when a tokenizer or a session cannot be had, or the model has no layer to skip to
 */
export async function encodePrompt(
  textEncoder: TextEncoderHandle,
  text: string,
  clipSkip: number,
  services: NodeServices,
): Promise<EncodedPrompt> {
  const fragments = parsePrompt(text);
  const parts: ConditioningValue[] = [];
  let warnings: EncodedPrompt['warnings'] = [];
  for (const tower of textEncoder.towers) {
    const prompt = chunkTokens(fragments, await tokenizerOf(textEncoder, tower, services));
    // All towers cut alike: they share one vocabulary, and differ in what fills a chunk.
    warnings = prompt.warnings;
    parts.push(await encodeChunks(textEncoder, tower, prompt.chunks, clipSkip, services));
  }
  const [only] = parts;
  if (parts.length === 1 && only) return { conditioning: only, warnings };
  const embeddings = await services.ops.concat(
    parts.map((part) => part.embeddings),
    2,
  );
  const pooled = parts.findLast((part) => part.pooled)?.pooled;
  return { conditioning: { embeddings, ...(pooled && { pooled }) }, warnings };
}

/** Of each text encoder, by tower. */
const tokenizers = new WeakMap<TextEncoderHandle, Map<TextTower['component'], Promise<Tokenizer>>>();

async function tokenizerOf(
  textEncoder: TextEncoderHandle,
  tower: TextTower,
  { models }: NodeServices,
): Promise<Tokenizer> {
  const ofTowers = tokenizers.get(textEncoder) ?? new Map<TextTower['component'], Promise<Tokenizer>>();
  const { component } = tower;
  const known = ofTowers.get(component) ?? models.tokenizer(textEncoder, tower).then(createTokenizer);
  tokenizers.set(textEncoder, ofTowers.set(component, known));
  try {
    return await known;
  } catch (error) {
    // The folder may be mended before the next run.
    ofTowers.delete(component);
    throw error;
  }
}

async function encodeChunks(
  { model }: TextEncoderHandle,
  tower: TextTower,
  chunks: readonly TokenChunk[],
  clipSkip: number,
  { ops }: NodeServices,
): Promise<ConditioningValue> {
  const limit = chunks[0]!.ids.length;
  const outputs = await ops.evaluate(model, tower.component, {
    input_ids: { integers: chunks.flatMap((chunk) => chunk.ids), dims: [chunks.length, limit] },
  });
  const hidden = await hiddenState(ops, outputs, tower, clipSkip, model.name);
  const weights = chunks.map((chunk) => chunk.weights);
  const weighted = weights.some((chunk) => chunk.some((weight) => weight !== 1));
  const embeddings = weighted ? await weigh(ops, hidden, weights) : await inLine(ops, hidden);
  // A projection is what the UNet was taught with, wherever a tower has one.
  const pooler = outputs.text_embeds ?? outputs.pooler_output;
  if (!pooler) return { embeddings };
  return { embeddings, pooled: chunks.length === 1 ? pooler : await ops.slice(pooler, 0, 0, 1) };
}

/** The layer that the UNet was taught with, or an earlier one. */
async function hiddenState(
  ops: Backend,
  outputs: Readonly<Record<string, Tensor>>,
  { layer }: TextTower,
  clipSkip: number,
  model: string,
): Promise<Tensor> {
  if (layer === 'penultimate') return penultimateHiddenState(outputs, clipSkip, model);
  return clipSkip === 0 ? outputs.last_hidden_state! : skippedHiddenState(ops, outputs, clipSkip, model);
}

/** [chunks, tokens, width] → [1, chunks · tokens, width], each chunk weighted and its mean restored. */
async function weigh(ops: Backend, hidden: Tensor, weights: readonly (readonly number[])[]): Promise<Tensor> {
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
async function inLine(ops: Backend, hidden: Tensor): Promise<Tensor> {
  const chunks = hidden.dims[0]!;
  if (chunks === 1) return hidden;
  const parts: Tensor[] = [];
  for (let chunk = 0; chunk < chunks; chunk++) parts.push(await ops.slice(hidden, 0, chunk, chunk + 1));
  return ops.concat(parts, 1);
}
