import { describe, expect, test } from 'vitest';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import { chunkTokens, padChunks } from './chunk-tokens.ts';
import { parsePrompt } from './parse-prompt.ts';

/** One token a letter, by its code; start 1, end 2, padding 0, three letters a chunk. */
const letters: Tokenizer = {
  startId: 1,
  endId: 2,
  padId: 0,
  limit: 5,
  encode: (text) => [...text.replaceAll(' ', '')].map((letter) => letter.charCodeAt(0)),
};

function chunked(prompt: string, maxChunks?: number) {
  return chunkTokens(parsePrompt(prompt), letters, maxChunks);
}

const EMPTY = { ids: [1, 2, 0, 0, 0], weights: [1, 1, 1, 1, 1] };

describe('chunkTokens', () => {
  test('frames and pads, and weighs text alone', () => {
    expect(chunked('A(B:2)')).toEqual({
      chunks: [{ ids: [1, 65, 66, 2, 0], weights: [1, 1, 2, 1, 1] }],
      tokenCount: 2,
      keptCount: 2,
      warnings: [],
    });
  });

  test('an empty prompt is one empty chunk', () => {
    expect(chunked('')).toEqual({ chunks: [EMPTY], tokenCount: 0, keptCount: 0, warnings: [] });
  });

  test('a full chunk is followed by another only where there is more', () => {
    expect(chunked('ABC').chunks).toEqual([{ ids: [1, 65, 66, 67, 2], weights: [1, 1, 1, 1, 1] }]);
    expect(chunked('AB(CD:3)').chunks).toEqual([
      { ids: [1, 65, 66, 67, 2], weights: [1, 1, 1, 3, 1] },
      { ids: [1, 68, 2, 0, 0], weights: [1, 3, 1, 1, 1] },
    ]);
  });

  test('BREAK ends a chunk, also an empty one, but adds none at the end', () => {
    expect(chunked('BREAK A BREAK').chunks).toEqual([
      EMPTY,
      { ids: [1, 65, 2, 0, 0], weights: [1, 1, 1, 1, 1] },
    ]);
  });

  test('too many chunks are cut, and said to be', () => {
    const { chunks, ...counts } = chunked('ABCDEFG', 2);
    expect(chunks).toHaveLength(2);
    expect(counts).toEqual({
      tokenCount: 7,
      keptCount: 6,
      warnings: [
        {
          code: 'prompt-cut',
          message: 'The prompt has 7 tokens, but only the first 6 fit into 2 chunks; the rest is ignored.',
          remedy: 'Shorten the prompt, or blend several prompts with Blend Conditioning.',
        },
      ],
    });
  });
});

test('padChunks appends empty chunks to the shorter prompts', () => {
  const long = chunked('ABCDEFG').chunks;
  const short = chunked('A').chunks;
  expect(padChunks([long, short], letters)).toEqual([long, [...short, EMPTY, EMPTY]]);
});
