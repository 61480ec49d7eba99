import type { TokenizerFiles } from '../contract/services.ts';
import { parseMerges } from './byte-pairs.ts';
import { BYTE_SYMBOLS } from './byte-symbols.ts';
import { readSpecialTokens } from './special-tokens.ts';

/** Entries that a vocabulary may have besides bytes, merges and special tokens: words that somebody added. */
const ADDED_ENTRIES = 8;

/**
 * What keeps a tokenizer's files from giving the ids that its text encoder was trained with; undefined when all
 * belongs together. Without merges, or with another vocabulary, prompts are cut into other tokens, and nothing later notices.
 *
 * @returns the file in question and what is wrong with it, to stand behind its name
 */
export function tokenizerFault(
  files: TokenizerFiles,
): { readonly file: 'vocab.json' | 'merges.txt'; readonly says: string } | undefined {
  const entries = Object.keys(files.vocab);
  if (entries.length === 0) return { file: 'vocab.json', says: 'holds no tokens' };
  const { symbols, merged } = parseMerges(files.merges);
  if (merged.length === 0) return { file: 'merges.txt', says: 'holds no merges' };
  const special = Object.values(readSpecialTokens(files)).find((token) => !Object.hasOwn(files.vocab, token));
  if (special !== undefined) return { file: 'vocab.json', says: `lacks the special token '${special}'` };
  // Bytes that no word needs may be left out of a small vocabulary.
  const unknown = symbols
    .slice(2 * BYTE_SYMBOLS.length)
    .find((symbol) => !Object.hasOwn(files.vocab, symbol));
  if (unknown !== undefined) {
    return { file: 'merges.txt', says: `makes '${unknown.slice(0, 80)}', which vocab.json does not hold` };
  }
  const made = new Set([...symbols, ...Object.values(readSpecialTokens(files))]);
  const spare = entries.filter((entry) => !made.has(entry)).length;
  return spare > ADDED_ENTRIES
    ? { file: 'merges.txt', says: `lacks the merges of ${spare} tokens of vocab.json` }
    : undefined;
}
