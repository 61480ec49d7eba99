import type { TokenizerFiles } from '../contract/services.ts';
import { type MergeTable, mergeBytes, parseMerges } from './byte-pairs.ts';
import { utf8Bytes } from './byte-symbols.ts';
import { readLimit, readSpecialTokens, specialTokenId } from './special-tokens.ts';

/** Turns text into the token ids of one vocabulary. */
export interface Tokenizer {
  /** Ids of a text without start, end and padding; as many as the text needs. */
  encode(text: string): number[];
  readonly startId: number;
  readonly endId: number;
  readonly padId: number;
  /** Ids that a text encoder takes at once, start and end included: 77 for CLIP. */
  readonly limit: number;
}

const WORD = /'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\p{White_Space}\p{L}\p{N}]+/giu;

/** Some text up to and with its combining marks; runs of marks are cut, because sorting one takes its square. */
const NORMALISED_PIECE = /\P{M}*\p{M}{0,128}/gu;

/** Long words are rare and cost as much to keep as to encode again. */
const LONGEST_CACHED_WORD = 64;
const CACHED_WORDS = 10_000;

/**
 * The byte-pair tokenizer of CLIP (transformers' CLIPTokenizer): NFC, lower case, words cut by CLIP's pattern, bytes
 * in UTF-8, merges by rank. Special tokens written in the text count as such; the padding token does too, so "!" is
 * id 0 for SD 2.
 *
 * @throws ProblemError `unknown-special-token`
 */
export function createTokenizer(files: TokenizerFiles): Tokenizer {
  const vocab = new Map(Object.entries(files.vocab));
  const special = readSpecialTokens(files);
  const [startId, endId, padId, unknownId] = [special.start, special.end, special.pad, special.unknown].map(
    (token) => specialTokenId(token, vocab),
  ) as [number, number, number, number];
  const encodeWord = wordEncoder(parseMerges(files.merges), vocab, unknownId);
  const specialIds = new Map([
    [special.start.toLowerCase(), startId],
    [special.end.toLowerCase(), endId],
    [special.pad.toLowerCase(), padId],
  ]);
  const splitAtSpecial = splitterAt([...specialIds.keys()]);

  return {
    startId,
    endId,
    padId,
    limit: readLimit(files),
    encode(text) {
      const ids: number[] = [];
      for (const part of splitAtSpecial(normalise(text))) {
        const specialId = specialIds.get(part);
        if (specialId !== undefined) ids.push(specialId);
        else for (const [word] of part.matchAll(WORD)) for (const id of encodeWord(word)) ids.push(id);
      }
      return ids;
    },
  };
}

function normalise(text: string): string {
  return text.replace(NORMALISED_PIECE, (piece) => piece.normalize('NFC')).toLowerCase();
}

/** Cuts a text before and after each of the tokens. */
function splitterAt(tokens: readonly string[]): (text: string) => string[] {
  const alternatives = tokens.map((token) => token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const pattern = new RegExp(`(${alternatives.join('|')})`);
  return (text) => text.split(pattern);
}

function wordEncoder(
  table: MergeTable,
  vocab: ReadonlyMap<string, number>,
  unknownId: number,
): (word: string) => readonly number[] {
  const ids = table.symbols.map((symbol) => vocab.get(symbol) ?? unknownId);
  const cache = new Map<string, readonly number[]>();
  return (word) => {
    const cached = cache.get(word);
    if (cached !== undefined) return cached;
    const encoded = mergeBytes(utf8Bytes(word), table).map((symbol) => ids[symbol]!);
    if (word.length <= LONGEST_CACHED_WORD) {
      // Starting over is as good as forgetting the oldest: prompts repeat few words.
      if (cache.size >= CACHED_WORDS) cache.clear();
      cache.set(word, encoded);
    }
    return encoded;
  };
}
