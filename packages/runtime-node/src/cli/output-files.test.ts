import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '@latentgraph/graph-core';
import { expect, it, onTestFinished } from 'vitest';
import { prepareFolder, saveNumbered } from './output-files.ts';

const BYTES = Uint8Array.of(1, 2, 3);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latentgraph-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

it('numbers on from the highest number of the prefix, whatever the extension', async () => {
  const folder = await temporaryFolder();
  for (const name of ['a-0007.png', 'a-b-0090.png', 'a-0003.jpg', 'a-12.png']) {
    await writeFile(join(folder, name), '');
  }
  expect(await saveNumbered(folder, 'a', 'image/webp', BYTES)).toBe(join(folder, 'a-0008.webp'));
  expect(await saveNumbered(folder, 'a', 'image/jpeg', BYTES)).toBe(join(folder, 'a-0009.jpg'));
  expect([...(await readFile(join(folder, 'a-0009.jpg')))]).toEqual([...BYTES]);
});

it('gives pictures that are saved at the same time names of their own, and leaves nothing else behind', async () => {
  const folder = await temporaryFolder();
  const saves = Array.from({ length: 20 }, (_, index) =>
    saveNumbered(folder, 'a', 'image/png', Uint8Array.of(index)),
  );
  const paths = await Promise.all(saves);
  expect(new Set(paths).size).toBe(20);
  expect((await readdir(folder)).sort()).toEqual(
    Array.from({ length: 20 }, (_, index) => `a-${String(index + 1).padStart(4, '0')}.png`),
  );
  const contents = await Promise.all(paths.map(async (path) => (await readFile(path))[0]));
  expect(contents).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

it.each([
  ['../../etc/passwd', 'etc-passwd-0001.png'],
  ['C:\\a\u0000\u001b[2J', 'C-a-2J-0001.png'],
  ['..', 'picture-0001.png'],
  ['ein Häuschen', 'ein Häuschen-0001.png'],
  ['चित्र', 'चित्र-0001.png'],
  ['நீ'.repeat(64), `${'நீ'.repeat(33)}-0001.png`],
  ['\u{10400}'.repeat(64), `${'\u{10400}'.repeat(50)}-0001.png`],
])('makes a harmless name of the prefix %j', async (prefix, name) => {
  const folder = await temporaryFolder();
  expect(await saveNumbered(folder, prefix, 'image/png', BYTES)).toBe(join(folder, name));
  expect(await readdir(folder)).toEqual([name]);
});

it('makes the folder and those above it', async () => {
  const folder = join(await temporaryFolder(), 'a', 'b', 'c');
  await prepareFolder(folder);
  await prepareFolder(folder);
  expect(await readdir(folder)).toEqual([]);
});

it('says what is wrong with a folder that cannot hold pictures', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const error = await prepareFolder(join(folder, 'file', 'outputs')).catch((reason) => reason);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error.problem.code).toBe('file-enotdir');
  if (process.platform === 'linux') {
    const inProc = await prepareFolder('/proc/latentgraph').catch((reason) => reason);
    expect(inProc.problem.code).toBe('file-enoent');
  }
  await mkdir(join(folder, 'gone'));
  await rm(join(folder, 'gone'), { recursive: true });
  const late = await saveNumbered(join(folder, 'gone'), 'a', 'image/png', BYTES).catch((reason) => reason);
  expect(late.problem.code).toBe('file-enoent');
});
