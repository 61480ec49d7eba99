import { chunkTokens, parsePrompt, type Tokenizer } from '@latentgraph/nodes';

/** How long a prompt is for a text encoder. */
export interface PromptTokens {
  /** Tokens of text, without start, end and padding. */
  readonly count: number;
  /** Tokens of text that one chunk holds: 75 with CLIP. */
  readonly capacity: number;
  readonly chunks: number;
  /** Where in the prompt a chunk ends and more follows: offsets of the words that begin the next, or lie across. */
  readonly ends: readonly number[];
  /** How many tokens do not fit into the most chunks that there may be; they are ignored. */
  readonly ignored: number;
}

/** Lays a prompt out as the node that encodes it does, and finds where in the text its chunks end. */
export function countPromptTokens(prompt: string, tokenizer: Tokenizer): PromptTokens {
  const layout = (text: string) => chunkTokens(parsePrompt(text), tokenizer);
  const { tokenCount, keptCount, chunks } = layout(prompt);
  const words = [...prompt.matchAll(/\S+/g)];
  const ends = Array.from({ length: chunks.length - 1 }, (_, index) => {
    const fits = (word: number) => {
      const { 0: text, index: start } = words[word]!;
      return layout(prompt.slice(0, start + text.length)).chunks.length <= index + 1;
    };
    return words[firstWhere(words.length, (word) => !fits(word))]?.index ?? prompt.length;
  });
  return {
    count: tokenCount,
    capacity: tokenizer.limit - 2,
    chunks: chunks.length,
    ends: [...new Set(ends)].filter((end) => end > 0),
    ignored: tokenCount - keptCount,
  };
}

/** The first of 0 … count − 1 that holds, where all after one that holds do too; count where none does. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
