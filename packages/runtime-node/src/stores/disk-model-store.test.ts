import { appendFile, cp, mkdir, readdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { DiskModelStore } from './disk-model-store.ts';

const MICRO = join(import.meta.dirname, '../../../../fixtures/models/micro');

async function emptyStore() {
  const home = await temporaryFolder();
  const options = { directory: join(home, 'models'), cacheDirectory: join(home, 'cache'), device: 'cpu' };
  return { ...options, home, store: new DiskModelStore(options), reopen: () => new DiskModelStore(options) };
}

describe('the model store', () => {
  it('has the embedded model without any folder', async () => {
    const { store } = await emptyStore();
    expect(await store.list()).toEqual([
      {
        ...{ name: 'tiny', embedded: true, variants: [''], problems: [] },
        sizeBytes: expect.any(Number),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect((await store.open('tiny')).folder.configs.latentgraph.defaultSize).toEqual([128, 128]);
  });

  it('adds a copy under a name, without what is for other programs', async () => {
    const { store, directory, home, reopen } = await emptyStore();
    const source = join(home, 'source');
    await cp(MICRO, source, { recursive: true });
    await mkdir(join(source, '.git'));
    await writeFile(join(source, '.git/config'), 'x');
    await writeFile(join(source, 'unet/model.safetensors'), 'x');
    const added = await store.add(source, 'my-model');
    expect(added).toMatchObject({ name: 'my-model', embedded: false, variants: [''], problems: [] });
    expect(await readdir(directory)).toEqual(['my-model']);
    expect((await readdir(join(directory, 'my-model/unet'))).sort()).toEqual(['config.json', 'model.onnx']);
    expect((await reopen().list()).map(({ name }) => name)).toEqual(['tiny', 'my-model']);
  });

  it('has a hash of paths and contents alone', async () => {
    const { store, directory, reopen } = await emptyStore();
    const first = await store.add(MICRO, 'a');
    const second = await store.add(MICRO, 'b');
    expect(second.hash).toBe(first.hash);
    await appendFile(join(directory, 'b/latentgraph.json'), '\n');
    const hashOf = async (name: string) => (await reopen().list()).find((model) => model.name === name)?.hash;
    expect(await hashOf('a')).toBe(first.hash);
    expect(await hashOf('b')).not.toBe(first.hash);
  });

  it('refuses names that are taken or unfit', async () => {
    const { store } = await emptyStore();
    await store.add(MICRO, 'taken');
    await expect(store.add(MICRO, 'taken')).rejects.toMatchObject({ problem: { code: 'model-name-taken' } });
    await expect(store.add(MICRO, 'tiny')).rejects.toMatchObject({ problem: { code: 'model-name-taken' } });
    for (const name of [
      '',
      '.',
      '..',
      '../up',
      'a/b',
      'a\\b',
      '/etc',
      '.hidden',
      'con',
      'NUL.txt',
      'a b',
      'a\0',
      'ü',
      'x'.repeat(129),
      'dot.',
    ]) {
      await expect(store.add(MICRO, name), name).rejects.toMatchObject({
        problem: { code: 'model-name-invalid' },
      });
      await expect(store.open(name), name).rejects.toMatchObject({ problem: { code: 'model-name-invalid' } });
    }
  });

  it('says which models there are when one is not', async () => {
    const { store } = await emptyStore();
    await expect(store.open('__proto__')).rejects.toMatchObject({ problem: { code: 'model-name-invalid' } });
    await expect(store.open('constructor')).rejects.toMatchObject({
      problem: {
        code: 'model-unknown',
        message: "There is no model 'constructor'.",
        remedy: "Known are 'tiny'. `latentgraph models add FOLDER --name constructor` adds one.",
      },
    });
  });

  it('adds nothing that is no usable model', async () => {
    const { store, home, directory } = await emptyStore();
    const source = join(home, 'source');
    await expect(store.add(source, 'm')).rejects.toMatchObject({ problem: { code: 'file-enoent' } });
    await mkdir(source);
    await expect(store.add(source, 'm')).rejects.toMatchObject({ problem: { code: 'model-folder-empty' } });
    await cp(MICRO, source, { recursive: true });
    await truncate(join(source, 'unet/model.onnx'), 100_000);
    await expect(store.add(source, 'm')).rejects.toMatchObject({
      problem: { code: 'model-file-broken', message: expect.stringContaining('unet/model.onnx is cut off') },
    });
    await truncate(join(source, 'unet/model.onnx'), 0);
    await expect(store.add(source, 'm')).rejects.toMatchObject({
      problem: { message: expect.stringContaining('unet/model.onnx is empty') },
    });
    expect(await readdir(directory).catch(() => [])).toEqual([]);
  });

  it('follows no symbolic link, neither as a model nor inside one', async () => {
    const { store, home, directory } = await emptyStore();
    const source = join(home, 'source');
    await cp(MICRO, source, { recursive: true });
    await symlink('/etc/passwd', join(source, 'link.json'));
    await expect(store.add(source, 'm')).rejects.toMatchObject({ problem: { code: 'model-symbolic-link' } });
    await mkdir(directory, { recursive: true });
    await symlink(MICRO, join(directory, 'linked'));
    await expect(store.open('linked')).rejects.toMatchObject({ problem: { code: 'model-unknown' } });
    expect((await store.list()).map(({ name }) => name)).toEqual(['tiny']);
  });

  it('lists a broken model with what is wrong', async () => {
    const { store, directory } = await emptyStore();
    await store.add(MICRO, 'm');
    await writeFile(join(directory, 'm/vae_decoder/model.onnx'), '');
    const listed = (await store.list()).find(({ name }) => name === 'm');
    expect(listed?.problems).toMatchObject([{ code: 'model-file-broken', severity: 'error' }]);
  });
});
