import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTokenizer } from '@latentgraph/nodes';
import { describe, expect, it } from 'vitest';
import { countPromptTokens } from './prompt-tokens.ts';

const folder = join(import.meta.dirname, '../../../../models/tiny/model/tokenizer');
const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const tokenizer = createTokenizer({
  vocab: json('vocab.json'),
  merges: readFileSync(join(folder, 'merges.txt'), 'utf8'),
  config: json('tokenizer_config.json'),
  specialTokens: json('special_tokens_map.json'),
});
const capacity = tokenizer.limit - 2;
const trees = (count: number) => Array.from({ length: count }, () => 'tree').join(' ');

describe('countPromptTokens', () => {
  it('counts what the text encoder reads', () => {
    expect(countPromptTokens('', tokenizer)).toEqual({ count: 0, capacity, chunks: 1, ends: [], ignored: 0 });
    expect(countPromptTokens('(a red house:1.2)', tokenizer)).toMatchObject({
      count: 3,
      chunks: 1,
      ends: [],
    });
  });

  it('finds the word that begins the next chunk', () => {
    expect(countPromptTokens(trees(capacity), tokenizer).ends).toEqual([]);
    expect(countPromptTokens(trees(capacity + 1), tokenizer)).toMatchObject({
      chunks: 2,
      ends: ['tree '.length * capacity],
    });
    expect(countPromptTokens(trees(2 * capacity + 1), tokenizer).ends).toEqual([
      5 * capacity,
      5 * 2 * capacity,
    ]);
  });

  it('ends a chunk at a break', () => {
    const { count, ends } = countPromptTokens('a house BREAK a tree', tokenizer);
    expect({ count, ends }).toEqual({ count: 4, ends: ['a house BREAK '.length] });
  });

  it('marks no place twice where one word fills several chunks', () => {
    const { chunks, ends } = countPromptTokens(`a ${'tree'.repeat(3 * capacity)} b`, tokenizer);
    expect(chunks).toBeGreaterThan(2);
    expect(ends[0]).toBe(2);
    expect(new Set(ends).size).toBe(ends.length);
  });

  it('tells what is ignored', () => {
    const { ignored } = countPromptTokens(trees(16 * capacity + 3), tokenizer);
    expect(ignored).toBe(3);
  });
});
