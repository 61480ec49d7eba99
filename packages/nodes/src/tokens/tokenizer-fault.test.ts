import { describe, expect, it } from 'vitest';
import { tokenizerFault } from './tokenizer-fault.ts';

const WORDS = ['ab', 'abc', 'abcd', 'abcde', 'abcdef', 'abcdefg', 'abcdefgh', 'abcdefghi', 'abcdefghij'];

/** Merges that grow one word letter by letter, and their vocabulary. */
function tokenizer(merges = WORDS.map((word) => `${word.slice(0, -1)} ${word.slice(-1)}`).join('\n')) {
  const tokens = ['<|startoftext|>', '<|endoftext|>', ...'abcdefghij', ...WORDS];
  return {
    vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
    merges: `#version: 0.2\n${merges}\n`,
    config: {},
    specialTokens: {},
  };
}

describe('tokenizerFault', () => {
  it('lets files pass that belong together, with a few words added', () => {
    expect(tokenizerFault(tokenizer())).toBeUndefined();
    const { vocab, ...files } = tokenizer();
    expect(tokenizerFault({ ...files, vocab: { ...vocab, '<cat-toy>': 99, added: 100 } })).toBeUndefined();
    const windows = { ...tokenizer(), merges: tokenizer().merges.replaceAll('\n', '\r\n') };
    expect(tokenizerFault(windows)).toBeUndefined();
  });

  it.each([
    ['empty vocabulary', { ...tokenizer(), vocab: {} }, 'vocab.json', 'holds no tokens'],
    ['empty merges', { ...tokenizer(), merges: '' }, 'merges.txt', 'holds no merges'],
    ['zeros for merges', { ...tokenizer(), merges: '\0'.repeat(500) }, 'merges.txt', 'holds no merges'],
    ['merges cut off', tokenizer(''), 'merges.txt', 'holds no merges'],
    [
      'most merges cut off',
      { ...tokenizer('a b\na bc'), vocab: { ...tokenizer().vocab, abc: 9 } },
      'merges.txt',
      "makes 'bc', which vocab.json does not hold",
    ],
    [
      'a special token missing',
      { ...tokenizer(), specialTokens: { pad_token: '<pad>' } },
      'vocab.json',
      "lacks the special token '<pad>'",
    ],
  ])('says what is wrong: %s', (_, files, file, says) => {
    expect(tokenizerFault(files)).toEqual({ file, says });
  });

  it('sees merges that are missing by the tokens that nothing makes', () => {
    const files = tokenizer('a b');
    const vocab = { ...files.vocab, 'abc</w>': 50 };
    expect(tokenizerFault({ ...files, vocab })).toEqual({
      file: 'merges.txt',
      says: 'lacks the merges of 9 tokens of vocab.json',
    });
  });
});
