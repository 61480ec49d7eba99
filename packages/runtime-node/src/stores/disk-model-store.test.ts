import { appendFile, cp, mkdir, readdir, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onnxBytes } from '@latentgraph/runtime-core/testing';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { DiskModelStore } from './disk-model-store.ts';

const MICRO = join(import.meta.dirname, '../../../../fixtures/models/micro');

async function emptyStore() {
  const home = await temporaryFolder();
  const options = { directory: join(home, 'models'), cacheDirectory: join(home, 'cache'), devices: ['cpu'] };
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

  it('adds a copy under a name, of what is read and of nothing else', async () => {
    const { store, directory, home, reopen } = await emptyStore();
    const source = join(home, 'source');
    await cp(MICRO, source, { recursive: true });
    const unread = ['.git/config', 'unet/model.safetensors', 'safety_checker/model.onnx', 'MXR/unet.mxr'];
    for (const path of [...unread, 'unet/old.onnx_data', 'README.md']) {
      await mkdir(dirname(join(source, path)), { recursive: true });
      await writeFile(join(source, path), 'x');
    }
    const added = await store.add(source, 'my-model');
    expect(added).toMatchObject({ name: 'my-model', embedded: false, variants: [''], problems: [] });
    expect(await readdir(directory)).toEqual(['my-model']);
    const copied = await readdir(join(directory, 'my-model'), { recursive: true, withFileTypes: true });
    const paths = (await readdir(MICRO, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
    expect(
      copied
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
    ).toEqual(paths.map(({ name }) => name).sort());
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

  it('adds a folder whose UNet is there in half precision alone, and says how it runs', async () => {
    const { store, home } = await emptyStore();
    const source = join(home, 'source');
    await cp(MICRO, source, { recursive: true });
    await rename(join(source, 'unet/model.onnx'), join(source, 'unet/model_fp16.onnx'));
    expect(await store.add(source, 'm')).toMatchObject({
      ...{ variants: [''], problems: [], runs: { variant: '', device: 'cpu' } },
    });
    await cp(join(source, 'unet/model_fp16.onnx'), join(source, 'unet/model_q4.onnx'));
    expect(await store.add(source, 'n')).toMatchObject({
      ...{ variants: ['fp16', 'q4'], problems: [], runs: { variant: 'fp16', device: 'cpu' } },
    });
  });

  it('copies the variants that run here, and says of the others why not', async () => {
    const { store, home, directory } = await emptyStore();
    const source = join(home, 'source');
    await cp(MICRO, source, { recursive: true });
    await writeFile(join(source, 'unet/model_fp16.onnx'), '<html>');
    expect(await store.add(source, 'm')).toMatchObject({
      variants: [''],
      runs: { variant: '' },
      problems: [
        {
          severity: 'warning',
          message:
            "Model 'm': unet/model_fp16.onnx is not an ONNX model. The files of this variant were not copied.",
        },
      ],
    });
    expect((await readdir(join(directory, 'm/unet'))).sort()).toEqual(['config.json', 'model.onnx']);
  });

  it('takes a model that was fused for a GPU only where a device runs it', async () => {
    const { store, home, ...options } = await emptyStore();
    const source = join(home, 'source');
    await cp(MICRO, source, { recursive: true });
    const inputs = { sample: ['b', 4, 'h', 'w'], timestep: [], encoder_hidden_states: ['b', 't', 16] };
    const fused = onnxBytes({ inputs, operators: ['com.microsoft.BiasSplitGelu'] });
    await writeFile(join(source, 'unet/model.onnx'), fused);
    await expect(store.add(source, 'm')).rejects.toMatchObject({
      problem: { code: 'model-operators-unsupported' },
    });
    const withGpu = new DiskModelStore({ ...options, devices: ['webgpu', 'cpu'] });
    expect(await withGpu.add(source, 'm')).toMatchObject({
      problems: [],
      runs: { variant: '', device: 'webgpu' },
    });
  });

  it('names files that it finds where no part of a model is', async () => {
    const { store, home } = await emptyStore();
    const source = join(home, 'source');
    await mkdir(join(source, 'onnx/unet'), { recursive: true });
    await writeFile(join(source, 'onnx/unet/model.onnx'), 'x');
    await expect(store.add(source, 'm')).rejects.toMatchObject({
      problem: {
        code: 'model-folder-empty',
        message: `'${source}' holds no model: there is no unet/model.onnx or other component in it. Found onnx/unet/model.onnx.`,
        remedy: "Name the folder 'onnx' in it instead.",
      },
    });
  });

  it('lists the other models beside one with a config of a size that none has', async () => {
    const { store, directory, reopen } = await emptyStore();
    await store.add(MICRO, 'a');
    await store.add(MICRO, 'b');
    await truncate(join(directory, 'a/unet/config.json'), 2 * 2 ** 20);
    const listed = (await reopen().list()).map(({ name, problems }) => [name, problems[0]?.message]);
    expect(listed).toEqual([
      ['tiny', undefined],
      ['a', "Model 'a': unet/config.json cannot be used (it has 2 MB, and no such file has more than 1)."],
      ['b', undefined],
    ]);
  });
});
