import { expect, it } from 'vitest';
import { readBytesFixture, readHeader } from '../testing/fixtures.ts';
import { sourceOf, sourceOfHeader, withLength } from '../testing/safetensors-bytes.ts';
import type { ByteSource } from './byte-source.ts';
import { readSafetensors } from './read-safetensors.ts';

/** What became of a file: its tensors in one line each, or the code and message of the problem. */
async function outcome(source: ByteSource, file = 'x.safetensors') {
  const result = await readSafetensors(source, file);
  if (!result.ok) return result.problems.map(({ code, message }) => `${code}: ${message}`).join('\n');
  return [...result.file.tensors.values()]
    .map(
      ({ name, dtype, shape, offset, byteLength }) => `${name} ${dtype} [${shape}] ${offset}+${byteLength}`,
    )
    .join(', ');
}

const { raw } = String;

it.each([
  ['ok_plain.safetensors', 'a F32 [2,3] 136+24, b F16 [2] 160+4'],
  ['ok_order.safetensors', 'b F16 [2] 160+4, a F32 [2,3] 136+24'],
  ['ok_spaces.safetensors', 'a F32 [2,3] 149+24, b F16 [2] 173+4'],
  ['ok_scalar_empty.safetensors', 's F32 [] 129+4, e F16 [0] 133+0'],
  ['ok_unicode.safetensors', 'é.w F32 [1] 141+4'],
  ['ok_unknown_fp8.safetensors', 'x F8_E4M3 [4] 138+4, y F8_E5M2 [4] 142+4'],
  [
    'bad_length.safetensors',
    'checkpoint-truncated: bad_length.safetensors is cut off: it has 164 of 1,000,008 bytes.',
  ],
  [
    'bad_length_huge.safetensors',
    'checkpoint-not-safetensors: bad_length_huge.safetensors is not a safetensors file: it does not begin with the length of a header and the header.',
  ],
  [
    'bad_json.safetensors',
    raw`checkpoint-header-broken: The header of bad_json.safetensors is damaged: it is not the JSON object that a header is.`,
  ],
  [
    'bad_not_object.safetensors',
    'checkpoint-not-safetensors: bad_not_object.safetensors is not a safetensors file: it does not begin with the length of a header and the header.',
  ],
  [
    'bad_range.safetensors',
    "checkpoint-tensor-broken: In bad_range.safetensors, the tensor 'b' takes 36 bytes, some of them beyond the end of the file, which do not fit F16 [2].",
  ],
  [
    'bad_size.safetensors',
    "checkpoint-tensor-broken: In bad_size.safetensors, the tensor 'a' takes 24 bytes, which do not fit F32 [2, 2].",
  ],
  [
    'bad_overlap.safetensors',
    "checkpoint-tensor-broken: In bad_overlap.safetensors, the tensor 'b' shares bytes with 'a'.",
  ],
  [
    'bad_hole.safetensors',
    "checkpoint-tensor-broken: In bad_hole.safetensors, the tensor 'b' follows 4 bytes that belong to no tensor.",
  ],
  [
    'bad_dtype.safetensors',
    "checkpoint-dtype-unknown: In bad_dtype.safetensors, the tensor 'a' has the type 'F99', which the format does not know.",
  ],
  [
    'bad_negative.safetensors',
    "checkpoint-tensor-broken: In bad_negative.safetensors, the tensor 'a' has a shape that is not a list of sizes.",
  ],
  [
    'bad_metadata.safetensors',
    'checkpoint-header-broken: The header of bad_metadata.safetensors is damaged: its __metadata__ is not texts by name.',
  ],
  [
    'bad_truncated.safetensors',
    'checkpoint-truncated: bad_truncated.safetensors is cut off: it has 161 of 164 bytes.',
  ],
  ['bad_empty.safetensors', 'checkpoint-empty: bad_empty.safetensors is empty: it has zero bytes.'],
  [
    'bad_html.safetensors',
    'checkpoint-web-page: bad_html.safetensors is a web page, not a model: the site answered with a page, perhaps to sign in or to accept a licence.',
  ],
  [
    'bad_lfs.safetensors',
    'checkpoint-lfs-pointer: bad_lfs.safetensors is a Git LFS pointer, a short text that stands for the file itself.',
  ],
  [
    'pickled_zip.ckpt',
    'checkpoint-pickled: pickled_zip.ckpt is a pickled checkpoint (.ckpt, .pt or .pth): loading such a file can run programs that are hidden in it.',
  ],
  [
    'pickled_legacy.ckpt',
    'checkpoint-pickled: pickled_legacy.ckpt is a pickled checkpoint (.ckpt, .pt or .pth): loading such a file can run programs that are hidden in it.',
  ],
  ['model.gguf', 'checkpoint-gguf: model.gguf is a GGUF file, whose weights are packed for other programs.'],
])('%s', async (file, expected) => {
  expect(await outcome(sourceOf(readBytesFixture(file)), file)).toBe(expected);
});

it('keeps metadata, escapes and all', async () => {
  const result = await readSafetensors(sourceOf(readBytesFixture('ok_unicode.safetensors')), 'x');
  expect(result.ok && [...result.file.metadata]).toEqual([['título', 'ä "q" \\ 日本']]);
});

const tensor = '{"dtype":"U8","shape":[],"data_offsets":[0,1]}';
const deep = '['.repeat(100_000);

it.each([
  [
    'a name twice',
    `{"a":${tensor},"a":${tensor}}`,
    "The header of x.safetensors is damaged: the name 'a' occurs twice.",
  ],
  [
    'a name twice, once escaped',
    raw`{"a":${tensor},"\u0061":${tensor}}`,
    "The header of x.safetensors is damaged: the name 'a' occurs twice.",
  ],
  [
    'a field twice',
    '{"a":{"dtype":"U8","dtype":"F64","shape":[],"data_offsets":[0,1]}}',
    "The header of x.safetensors is damaged: the name 'dtype' occurs twice.",
  ],
  ['deep nesting', `{"a":${deep}`, 'The header of x.safetensors is damaged: it nests more than 4 deep.'],
  [
    'masses of values',
    `{"a":[${'0,'.repeat(500_001)}0]}`,
    'The header of x.safetensors is damaged: it holds more than 500000 values.',
  ],
  [
    'sizes whose product is beyond counting',
    '{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,1]}}',
    "In x.safetensors, the tensor 'a' takes 1 bytes, which do not fit U8 [4294967296, 4294967296].",
  ],
  [
    'bytes at the end',
    '{}',
    'The header of x.safetensors is damaged: 1 bytes at the end belong to no tensor.',
  ],
])('refuses %s', async (_, header, message) => {
  const bytes = new Uint8Array([...withLength(header), 0]);
  expect((await outcome(sourceOf(bytes))).split(': ').slice(1).join(': ')).toBe(message);
});

it('takes a tensor that is named as objects name their prototype', async () => {
  const bytes = new Uint8Array([...withLength(`{"__proto__":${tensor}}`), 7]);
  expect(await outcome(sourceOf(bytes))).toBe('__proto__ U8 [] 68+1');
});

it('refuses a header that is too long to be believed, without reading it', async () => {
  const start = withLength('{', true);
  new DataView(start.buffer).setBigUint64(0, 2n ** 40n, true);
  const asked: number[] = [];
  const source = {
    sizeBytes: 2 ** 41,
    read: async (from: number, to: number) => {
      asked.push(to - from);
      return start.length < to ? new Uint8Array([...start, ...new Uint8Array(to - start.length)]) : start;
    },
  };
  expect(await outcome(source)).toBe(
    'checkpoint-header-too-large: The header of x.safetensors is 1,099,511,627,776 bytes long; at most 10,485,760 are read.',
  );
  expect(asked).toEqual([64]);
});

it('says so where a source gives fewer bytes than its size promises', async () => {
  const source = { sizeBytes: 1000, read: async () => new Uint8Array(3) };
  expect(await outcome(source)).toBe(
    'checkpoint-unreadable: x.safetensors gave fewer bytes than its size promises.',
  );
});

it('reads the header of a file of gigabytes, and nothing else of it', async () => {
  const header = readHeader('sdxl');
  const file = sourceOfHeader(header);
  let readBytes = 0;
  const counted = {
    sizeBytes: file.sizeBytes,
    read: async (from: number, to: number) => {
      readBytes += to - from;
      return file.read(from, to);
    },
  };
  const result = await readSafetensors(counted, 'sdxl.safetensors');
  expect(result.ok && result.file.tensors.size).toBe(header.tensors.length);
  expect(file.sizeBytes).toBeGreaterThan(6e9);
  expect(readBytes).toBeLessThan(400_000);
});
