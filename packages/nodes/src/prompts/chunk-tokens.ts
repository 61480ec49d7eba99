import type { Problem } from '@latentgraph/graph-core';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import type { PromptFragment } from './parse-prompt.ts';

/** What a text encoder reads at once: start, up to limit − 2 tokens of text, end, padding. */
export interface TokenChunk {
  /** `limit` token ids. */
  readonly ids: readonly number[];
  /** A weight for each id; 1 for start, end and padding. */
  readonly weights: readonly number[];
}

export interface ChunkedPrompt {
  /** At least one, all of equal length. */
  readonly chunks: readonly TokenChunk[];
  /** Tokens of text in the whole prompt, also those that were cut. */
  readonly tokenCount: number;
  /** Tokens of text that the chunks hold. */
  readonly keptCount: number;
  /** `prompt-cut`, where the prompt needs more chunks than `maxChunks`. */
  readonly warnings: readonly Omit<Problem, 'severity' | 'node'>[];
}

/** 1,200 tokens with CLIP. Each chunk costs one run of the text encoder and lengthens every cross-attention. */
export const MAX_CHUNKS = 16;

/**
 * Lays a prompt out in chunks that the text encoder can read. A full chunk is followed by another; a break ends its
 * chunk even where that is empty, as in AUTOMATIC1111. No fragments give one empty chunk.
 */
export function chunkTokens(
  fragments: readonly PromptFragment[],
  tokenizer: Tokenizer,
  maxChunks: number = MAX_CHUNKS,
): ChunkedPrompt {
  const capacity = tokenizer.limit - 2;
  const texts: ChunkText[] = [];
  let current: ChunkText = { ids: [], weights: [] };
  const close = () => {
    texts.push(current);
    current = { ids: [], weights: [] };
  };
  let tokenCount = 0;
  for (const fragment of fragments) {
    if (fragment.kind === 'break') {
      close();
      continue;
    }
    for (const id of tokenizer.encode(fragment.text)) {
      if (current.ids.length === capacity) close();
      current.ids.push(id);
      current.weights.push(fragment.weight);
      tokenCount++;
    }
  }
  if (current.ids.length > 0 || texts.length === 0) close();

  const kept = texts.slice(0, maxChunks);
  const keptCount = kept.reduce((count, text) => count + text.ids.length, 0);
  return {
    chunks: kept.map((text) => frame(text, tokenizer)),
    tokenCount,
    keptCount,
    warnings: keptCount < tokenCount ? [promptCut(tokenCount, keptCount, maxChunks)] : [],
  };
}

/**
 * Gives all prompts the same number of chunks by appending empty ones, so that the conditional and the unconditional
 * prompt fit into one batch.
 */
export function padChunks(
  prompts: readonly (readonly TokenChunk[])[],
  tokenizer: Tokenizer,
): (readonly TokenChunk[])[] {
  const count = prompts.reduce((most, chunks) => Math.max(most, chunks.length), 0);
  const empty = frame({ ids: [], weights: [] }, tokenizer);
  return prompts.map((chunks) => [...chunks, ...Array<TokenChunk>(count - chunks.length).fill(empty)]);
}

interface ChunkText {
  readonly ids: number[];
  readonly weights: number[];
}

function frame({ ids, weights }: ChunkText, { startId, endId, padId, limit }: Tokenizer): TokenChunk {
  const padding = limit - 2 - ids.length;
  return {
    ids: [startId, ...ids, endId, ...Array<number>(padding).fill(padId)],
    weights: [1, ...weights, 1, ...Array<number>(padding).fill(1)],
  };
}

function promptCut(
  tokenCount: number,
  keptCount: number,
  maxChunks: number,
): ChunkedPrompt['warnings'][number] {
  return {
    code: 'prompt-cut',
    message:
      `The prompt has ${tokenCount} tokens, but only the first ${keptCount} fit into ${maxChunks} chunks; ` +
      'the rest is ignored.',
    remedy: 'Shorten the prompt, or blend several prompts with Blend Conditioning.',
  };
}
