import { BYTE_SYMBOLS } from './byte-symbols.ts';
import { NumberHeap } from './number-heap.ts';

/** Marks the last symbol of a word, so that "art" and "art|ist" are different tokens. */
export const WORD_END = '</w>';

/** Leaves room for three numbers of this size side by side in a double: left, right, or rank and position. */
const FIELD = 2 ** 26;
const NONE = -1;

/** CLIPTokenizer reads no more than CLIP's vocabulary has besides bytes and special tokens; OpenAI's file has more. */
export const MERGE_LIMIT = 49408 - 2 * 256 - 2;

/** The merges of a vocabulary: which neighbouring symbols become one, the most frequent pair first. */
export interface MergeTable {
  /** Symbols by number: the 256 bytes, the 256 bytes at a word's end, then what merges make of them. */
  readonly symbols: readonly string[];
  /** Rank of a pair of symbol numbers, by `left · FIELD + right`. */
  readonly ranks: ReadonlyMap<number, number>;
  /** The symbol that the merge of a rank makes. */
  readonly merged: readonly number[];
}

/** Reads merges.txt: a header line with `#version`, then one pair a line. Lines of another form are left out. */
export function parseMerges(text: string): MergeTable {
  const symbols = [...BYTE_SYMBOLS, ...BYTE_SYMBOLS.map((symbol) => symbol + WORD_END)];
  const numbers = new Map(symbols.map((symbol, number) => [symbol, number]));
  const ranks = new Map<number, number>();
  const merged: number[] = [];

  function numberOf(symbol: string): number {
    const known = numbers.get(symbol);
    if (known !== undefined) return known;
    numbers.set(symbol, symbols.length);
    return symbols.push(symbol) - 1;
  }

  const lines = text.split(/\r?\n/);
  const first = lines[0]!.includes('#version') ? 1 : 0;
  for (const line of lines.slice(first, first + MERGE_LIMIT)) {
    const [left, right, ...rest] = line.split(' ');
    if (!left || !right || rest.length > 0) continue;
    ranks.set(numberOf(left) * FIELD + numberOf(right), merged.length);
    merged.push(numberOf(left + right));
  }
  return { symbols, ranks, merged };
}

/**
 * Byte-pair encoding of one word (Sennrich et al. 2016): merges the pair of lowest rank, everywhere from left to
 * right, until no pair has a rank. Takes n · log n for n bytes: pairs wait in a heap instead of being searched.
 *
 * @returns symbol numbers
 */
export function mergeBytes(bytes: readonly number[], table: MergeTable): number[] {
  const word = new LinkedSymbols(bytes);
  const waiting = new NumberHeap();
  const enqueue = (position: number) => {
    const rank = rankAt(word, position, table);
    if (rank !== undefined) waiting.push(rank * FIELD + position);
  };
  for (let position = 0; position < bytes.length - 1; position++) enqueue(position);

  const grown: number[] = [];
  while (waiting.size > 0) {
    const rank = Math.floor(waiting.least() / FIELD);
    // All pairs of one rank merge before new pairs count, as in the published algorithm.
    while (waiting.size > 0 && Math.floor(waiting.least() / FIELD) === rank) {
      const position = waiting.pop() % FIELD;
      if (rankAt(word, position, table) !== rank) continue;
      word.merge(position, table.merged[rank]!);
      grown.push(position);
    }
    for (const position of grown) {
      enqueue(position);
      const before = word.previous[position]!;
      if (before !== NONE) enqueue(before);
    }
    grown.length = 0;
  }
  return word.toArray();
}

function rankAt(word: LinkedSymbols, position: number, table: MergeTable): number | undefined {
  const next = word.next[position]!;
  if (next === NONE || !word.holds(position)) return undefined;
  return table.ranks.get(word.symbol[position]! * FIELD + word.symbol[next]!);
}

/** A word as a doubly linked list of symbols, each at the position of its first byte. */
class LinkedSymbols {
  readonly symbol: number[];
  readonly next: number[];
  readonly previous: number[];

  constructor(bytes: readonly number[]) {
    const last = bytes.length - 1;
    this.symbol = bytes.map((byte, i) => (i === last ? 256 + byte : byte));
    this.next = bytes.map((_, i) => (i === last ? NONE : i + 1));
    this.previous = bytes.map((_, i) => i - 1);
  }

  /** Whether a symbol still starts there. */
  holds(position: number): boolean {
    return this.symbol[position] !== NONE;
  }

  /** Puts `symbol` in the place of the one at `position` and its successor. */
  merge(position: number, symbol: number): void {
    const swallowed = this.next[position]!;
    const after = this.next[swallowed]!;
    this.symbol[position] = symbol;
    this.symbol[swallowed] = NONE;
    this.next[position] = after;
    if (after !== NONE) this.previous[after] = position;
  }

  toArray(): number[] {
    const symbols: number[] = [];
    for (let i = this.symbol.length > 0 ? 0 : NONE; i !== NONE; i = this.next[i]!)
      symbols.push(this.symbol[i]!);
    return symbols;
  }
}
