import { describe, expect, test } from 'vitest';
import type { TokenizerFiles } from '../contract/services.ts';
import { BYTE_SYMBOLS } from './byte-symbols.ts';
import { createTokenizer } from './tokenizer.ts';

const START = '<|startoftext|>';
const END = '<|endoftext|>';
const MERGES = ['c a', 'ca t</w>', 'd o', 'x x', 'xx xx'];

/** The layout of CLIP's vocabulary: bytes, bytes at a word's end, merges, special tokens. */
function files(changes: Partial<TokenizerFiles> = {}): TokenizerFiles {
  const bytes = BYTE_SYMBOLS.toSorted((a, b) => (a < b ? -1 : 1));
  const symbols = [...bytes, ...bytes.map((symbol) => `${symbol}</w>`)];
  const tokens = [...symbols, ...MERGES.map((pair) => pair.replace(' ', '')), START, END];
  return {
    vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
    merges: `#version: 0.2\n${MERGES.join('\n')}\n`,
    config: {},
    specialTokens: {},
    ...changes,
  };
}

const { vocab } = files();
const idsOf = (...tokens: string[]) => tokens.map((token) => vocab[token]!);

describe('createTokenizer', () => {
  test.each([
    ['cat', ['cat</w>']],
    ['  Cat\t\nCAT ', ['cat</w>', 'cat</w>']],
    ["do'll", ['d', 'o</w>', "'", 'l', 'l</w>']],
    ['12', ['1</w>', '2</w>']],
    ['a,b', ['a</w>', ',</w>', 'b</w>']],
    ['é', ['Ã', '©</w>']],
    ['e\u0301', ['Ã', '©</w>']],
    [`cat${END}cat`, ['cat</w>', END, 'cat</w>']],
    ['<|StartOfText|>', [START]],
    ['\u0085cat\u3000', ['cat</w>']],
    ['', []],
    ['\ud800', ['ï', '¿', '½</w>']],
    ['__proto__', ['_', '_</w>', 'p', 'r', 'o', 't', 'o</w>', '_', '_</w>']],
  ])('%j', (text, tokens) => {
    expect(createTokenizer(files()).encode(text)).toEqual(idsOf(...tokens));
  });

  test('pads with the end token where the folder says nothing else (SD 1.x)', () => {
    const { startId, endId, padId, limit } = createTokenizer(files());
    expect({ startId, endId, padId, limit }).toEqual({
      startId: vocab[START],
      endId: vocab[END],
      padId: vocab[END],
      limit: 77,
    });
  });

  test('the special tokens map wins over the config, and its pad token counts in texts (SD 2)', () => {
    const tokenizer = createTokenizer(
      files({
        config: { pad_token: END, model_max_length: 16 },
        specialTokens: { pad_token: { content: '!' } },
      }),
    );
    expect(tokenizer.padId).toBe(0);
    expect(tokenizer.limit).toBe(16);
    expect(tokenizer.encode('cat!!')).toEqual([...idsOf('cat</w>'), 0, 0]);
  });

  test('a config with added_tokens_decoder wins over the special tokens map', () => {
    const config = { added_tokens_decoder: {}, pad_token: '!' };
    expect(createTokenizer(files({ config, specialTokens: { pad_token: END } })).padId).toBe(0);
  });

  test('a limit that is none is 77', () => {
    expect(createTokenizer(files({ config: { model_max_length: 1e30 } })).limit).toBe(77);
  });

  test('symbols that the vocabulary lacks become the unknown token', () => {
    const { 'cat</w>': _, ...lacking } = vocab;
    expect(createTokenizer(files({ vocab: lacking })).encode('cat')).toEqual(idsOf(END));
  });

  test('a special token that the vocabulary lacks is a problem', () => {
    expect(() => createTokenizer(files({ specialTokens: { pad_token: '<pad>' } }))).toThrow(
      "names the special token '<pad>', which its vocabulary does not hold",
    );
  });

  test('hostile texts take no more than n · log n', () => {
    const tokenizer = createTokenizer(files());
    const before = process.cpuUsage();
    expect(tokenizer.encode('x'.repeat(100_000))).toHaveLength(25_002);
    expect(tokenizer.encode('cat '.repeat(10_000))).toHaveLength(10_000);
    tokenizer.encode(`e${'\u0301\u0316'.repeat(50_000)}`);
    tokenizer.encode('<|'.repeat(100_000));
    tokenizer.encode(' '.repeat(1_000_000));
    // Its own work, however busy the machine is: about 0.3 s, and squared it takes minutes.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
  });

  test('more different words than are kept are encoded all the same', () => {
    const tokenizer = createTokenizer(files());
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const word = (i: number) =>
      Array.from({ length: 4 }, (_, k) => letters[Math.floor(i / 26 ** k) % 26]).join('');
    for (let i = 0; i < 12_000; i++) tokenizer.encode(word(i));
    expect(tokenizer.encode('cat')).toEqual(idsOf('cat</w>'));
  });
});
