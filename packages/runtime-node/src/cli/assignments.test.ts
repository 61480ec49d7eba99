import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryAssetStore } from '@latentgraph/runtime-core';
import { expect, it, onTestFinished } from 'vitest';
import { sha256 } from '../files/sha256.ts';
import { readAssignments } from './assignments.ts';
import { smallRegistry, workflow } from './testing/workflow.ts';

const document = workflow(
  { noise: { type: 'Noise' }, photo: { type: 'LoadImage' }, odd: { type: 'Unknown' } },
  [],
  { 'how-wide': 'noise.width' },
);

function read(...texts: string[]) {
  return readAssignments(texts, document, smallRegistry, createAssets());
}

function createAssets() {
  return createMemoryAssetStore(1e6, sha256);
}

it.each([
  ['noise.width=256', { 'noise.width': 256 }],
  ['how-wide=64', { 'noise.width': 64 }],
  ['noise.scale=0.5', { 'noise.scale': 0.5 }],
  ['noise.smooth=true', { 'noise.smooth': true }],
  ['noise.sizes=[8, 16]', { 'noise.sizes': [8, 16] }],
  ['noise.text=true', { 'noise.text': 'true' }],
  ['noise.text=a = b', { 'noise.text': 'a = b' }],
  ['noise.text=', { 'noise.text': '' }],
  ['noise.text=@@home', { 'noise.text': '@home' }],
  ['noise.seed=18446744073709551615', { 'noise.seed': '18446744073709551615' }],
])('reads %s by the schema of the param', async (text, overrides) => {
  expect(await read(text)).toEqual({ overrides, problems: [] });
});

it('passes names on that the workflow does not have, for validation to explain', async () => {
  expect(await read('nothing.width=3', 'odd.x=4', 'noise.constructor=5', '__proto__=6')).toEqual({
    overrides: { 'nothing.width': '3', 'odd.x': '4', 'noise.constructor': '5', ['__proto__']: '6' },
    problems: [],
  });
});

it('takes the last of equal names', async () => {
  expect((await read('noise.width=8', 'how-wide=16')).overrides).toEqual({ 'noise.width': 16 });
});

it('reports every assignment that cannot be read, and where', async () => {
  const { overrides, problems } = await read(
    'noise.width=wide',
    'noise.width=1e400',
    'noise.smooth=yes',
    'width',
    '=5',
    'noise.text=@no-such-file',
    'noise.scale=2',
  );
  expect(overrides).toEqual({ 'noise.scale': 2 });
  expect(problems.map(({ code, node, param }) => [code, node, param])).toEqual([
    ['set-value-invalid', 'noise', 'width'],
    ['set-value-invalid', 'noise', 'width'],
    ['set-value-invalid', 'noise', 'smooth'],
    ['set-not-an-assignment', undefined, undefined],
    ['set-not-an-assignment', undefined, undefined],
    ['file-enoent', undefined, undefined],
  ]);
  expect(problems[0]).toMatchObject({
    message: "Cannot set 'noise.width' to 'wide' (Width in pixels).",
    remedy: 'Give a number.',
  });
});

const PNG_BYTES = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);

async function fileOf(content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latentgraph-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'file');
  await writeFile(file, content);
  return file;
}

it('imports a picture as an asset and sets its hash', async () => {
  const file = await fileOf(PNG_BYTES);
  const assets = createAssets();
  const { overrides } = await readAssignments([`photo.asset=@${file}`], document, smallRegistry, assets);
  const asset = await assets.get(overrides['photo.asset'] as string);
  expect(asset && { ...asset, bytes: [...asset.bytes] }).toEqual({
    hash: overrides['photo.asset'],
    mediaType: 'image/png',
    bytes: [...PNG_BYTES],
  });
});

it('takes the text of a file where the param names no picture', async () => {
  expect((await read(`noise.text=@${await fileOf('a red house\n')}`)).overrides).toEqual({
    'noise.text': 'a red house',
  });
  expect((await read(`noise.width=@${await fileOf('256\n')}`)).overrides).toEqual({ 'noise.width': 256 });
});

it('refuses a picture where the param takes a value', async () => {
  const { overrides, problems } = await read(`noise.text=@${await fileOf(PNG_BYTES)}`);
  expect(overrides).toEqual({});
  expect(problems.map(({ code }) => code)).toEqual(['set-file-not-text']);
});
