import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeBytes, parseMerges } from './byte-pairs.ts';

function bytesOf(word: string): number[] {
  return [...Buffer.from(word)];
}

function merge(word: string, merges: string): string[] {
  const table = parseMerges(merges);
  return mergeBytes(bytesOf(word), table).map((symbol) => table.symbols[symbol]!);
}

/** The algorithm as published: find the best pair, merge it everywhere, begin again. */
function mergeByDefinition(word: string, pairs: readonly (readonly [string, string])[]): string[] {
  let symbols = [...word].map((letter, i) => (i === word.length - 1 ? `${letter}</w>` : letter));
  for (;;) {
    const rankOf = (i: number) => pairs.findLastIndex(([a, b]) => a === symbols[i] && b === symbols[i + 1]);
    const ranks = symbols.map((_, i) => rankOf(i)).filter((rank) => rank >= 0);
    if (ranks.length === 0) return symbols;
    const [left, right] = pairs[Math.min(...ranks)]!;
    const merged: string[] = [];
    for (let i = 0; i < symbols.length; i++) {
      const isPair = symbols[i] === left && symbols[i + 1] === right;
      merged.push(isPair ? left + right : symbols[i]!);
      if (isPair) i++;
    }
    symbols = merged;
  }
}

test('merges by rank, not from left to right', () => {
  expect(merge('abc', '#version: 0.2\nb c</w>\na b\n')).toEqual(['a', 'bc</w>']);
  expect(merge('abc', '#version: 0.2\na b\nb c</w>\n')).toEqual(['ab', 'c</w>']);
});

test('overlapping pairs merge from the left', () => {
  expect(merge('aaaa', 'a a')).toEqual(['aa', 'a', 'a</w>']);
});

test('lines may end as on Windows, and lines that are no pair are left out', () => {
  expect(merge('abc', '#version: 0.2\r\n\r\none two three\r\na b\r\n')).toEqual(['ab', 'c</w>']);
});

test('no bytes make no symbols', () => {
  expect(merge('', 'a b')).toEqual([]);
});

test('agrees with the definition, also for merge lists that training could not have made', () => {
  const symbol = fc.constantFrom('a', 'b', 'ab', 'ba', 'aa', 'aab', 'aba', 'a</w>', 'ba</w>', 'b</w>');
  const pairs = fc.uniqueArray(fc.tuple(symbol, symbol), {
    maxLength: 30,
    selector: (pair) => pair.join(' '),
  });
  const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(pairs, word, (listed, text) => {
      const lines = listed.map((pair) => pair.join(' ')).join('\n');
      expect(merge(text, lines)).toEqual(mergeByDefinition(text, listed));
    }),
    { seed: 21, numRuns: 1000 },
  );
});
