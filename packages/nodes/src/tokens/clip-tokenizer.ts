import type { TokenizerFiles } from '../contract/services.ts';
import { MERGE_LIMIT, WORD_END } from './byte-pairs.ts';
import { BYTE_SYMBOLS } from './byte-symbols.ts';

/**
 * CLIP's tokenizer from its merge list alone: the vocabulary is the 256 bytes, the same at a word's end, what each merge makes,
 * and the two tokens around a text, numbered in this order. What fills a chunk is up to the model.
 *
 * @param merges CLIP's merges.txt
 */
export function clipTokenizerFiles(merges: string): TokenizerFiles {
  const bytes = byteSymbolsInVocabularyOrder();
  const pairs = merges.split(/\r?\n/).slice(1, 1 + MERGE_LIMIT);
  const tokens = [
    ...bytes,
    ...bytes.map((symbol) => symbol + WORD_END),
    ...pairs.map((pair) => pair.replace(' ', '')),
    '<|startoftext|>',
    '<|endoftext|>',
  ];
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  return { vocab, merges, config: {}, specialTokens: {} };
}

/** Bytes that stand for themselves come first, then those whose substitutes are U+0100 and on. */
function byteSymbolsInVocabularyOrder(): readonly string[] {
  return [...BYTE_SYMBOLS].sort((a, b) => a.charCodeAt(0) - b.charCodeAt(0));
}
