import type { TokenizerFiles } from '../contract/services.ts';

const START = '<|startoftext|>';
const END = '<|endoftext|>';
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');

/** A vocabulary in which every letter that stands alone is a token: `a` is 0 … `z` is 25, start 52, end 53. */
export const START_ID = 2 * LETTERS.length;
export const END_ID = START_ID + 1;

/** @param limit tokens of a chunk, start and end included */
export function letterTokenizer(limit: number): TokenizerFiles {
  const tokens = [...LETTERS.map((letter) => `${letter}</w>`), ...LETTERS, START, END];
  return {
    vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
    merges: '#version: 0.2\n',
    config: { model_max_length: limit },
    specialTokens: {},
  };
}
