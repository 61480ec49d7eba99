import { expect, it } from 'vitest';
import { readSafetensors } from '../safetensors/read-safetensors.ts';
import { headerOfRecipe } from '../testing/fixtures.ts';
import { type HeaderTensor, headerBytes, sourceOfHeader } from '../testing/safetensors-bytes.ts';
import { recognise } from './recognise.ts';

/** What mutations write: letters that JSON is made of, digits, and bytes of no text. */
const LETTERS = new TextEncoder().encode('{}[]:,"\\0129-.eE\u00ff');

/** Numbers in [0, limit), the same in every run (mulberry32). */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % limit;
  };
}

/** What a file with that header is taken for: a code, or `accepted`. Fails where something outside it is read. */
async function verdict(start: Uint8Array, sizeBytes: number): Promise<string> {
  const source = {
    sizeBytes,
    read: async (from: number, to: number) => {
      expect(from >= 0 && from <= to && to <= sizeBytes && to - from <= 10 * 2 ** 20).toBe(true);
      const part = new Uint8Array(to - from);
      part.set(start.subarray(from, to));
      return part;
    },
  };
  const read = await readSafetensors(source, 'x');
  const result = read.ok ? await recognise(read.file, source) : read;
  return result.ok ? 'accepted' : result.problems[0]!.code;
}

it('gives typed problems for 2,000 headers with bytes changed, and reads nothing outside the file', async () => {
  const random = seeded(13);
  const header = headerOfRecipe('vae-ldm');
  const start = headerBytes(header);
  const { sizeBytes } = sourceOfHeader(header);
  const codes = new Set<string>();
  for (let run = 0; run < 2000; run += 1) {
    const bytes = start.slice();
    for (let change = random(3); change >= 0; change -= 1) {
      // One change in eight hits the length, the others the text.
      const at = random(8) === 0 ? random(8) : 8 + random(bytes.length - 8);
      bytes[at] = LETTERS[random(LETTERS.length)]!;
    }
    codes.add(await verdict(bytes, random(8) === 0 ? random(sizeBytes) : sizeBytes));
  }
  expect([...codes].sort()).toEqual([
    'accepted',
    'checkpoint-dtype-unknown',
    'checkpoint-header-broken',
    'checkpoint-header-too-large',
    'checkpoint-not-safetensors',
    'checkpoint-shape-unexpected',
    'checkpoint-structure-unknown',
    'checkpoint-tensor-broken',
    'checkpoint-tensor-missing',
    'checkpoint-tensors-unknown',
    'checkpoint-truncated',
  ]);
});

const CHANGES: readonly ((tensor: HeaderTensor, other: HeaderTensor) => HeaderTensor[])[] = [
  () => [],
  (tensor) => [{ ...tensor, name: tensor.name.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) }],
  (tensor, other) => [{ ...tensor, shape: other.shape }],
  (tensor) => [{ ...tensor, shape: tensor.shape.slice(1) }],
  (tensor) => [{ ...tensor, shape: tensor.shape.map(() => 0) }],
  (tensor) => [{ ...tensor, shape: tensor.shape.map((size) => size * 3 + 1) }],
  (tensor) => [{ ...tensor, dtype: 'I32' }],
  (tensor, other) => [tensor, { ...other, name: `${tensor.name}.more` }],
];

it('gives typed problems for 1,000 headers whose tensors are changed, whatever the part', async () => {
  const random = seeded(31);
  const headers = [
    ...Array.from(
      { length: 940 },
      (_, run) => ['vae-diffusers', 'sdxl-fp16-diffusers-text-encoder-2'][run % 2]!,
    ),
    ...Array.from({ length: 60 }, (_, run) => ['sd1-inpaint', 'sdxl-vpred', 'sd2-v'][run % 3]!),
  ];
  const codes = new Set<string>();
  const fixtures = new Map([...new Set(headers)].map((name) => [name, headerOfRecipe(name)]));
  for (const name of headers) {
    const { metadata, tensors } = fixtures.get(name)!;
    const changed = tensors.flatMap((tensor) => {
      if (random(tensors.length) > 1) return [tensor];
      return CHANGES[random(CHANGES.length)]!(tensor, tensors[random(tensors.length)]!);
    });
    const unique = [...new Map(changed.map((tensor) => [tensor.name, tensor])).values()];
    const header = { metadata, tensors: unique };
    codes.add(await verdict(headerBytes(header), sourceOfHeader(header).sizeBytes));
  }
  expect([...codes].sort()).toEqual([
    'accepted',
    'checkpoint-dtype-unsupported',
    'checkpoint-kind-unknown',
    'checkpoint-shape-unexpected',
    'checkpoint-structure-unknown',
    'checkpoint-tensor-missing',
    'checkpoint-tensors-unknown',
  ]);
});
