import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { latentgraph, temporaryFolder } from './cli.ts';

const MICRO = fileURLToPath(new URL('../../fixtures/models/micro', import.meta.url));

it('adds a model folder under a name, once, and lists it', async () => {
  const env = { LATENTGRAPH_HOME: temporaryFolder() };
  const add = (name: string) => latentgraph(['models', 'add', MICRO, '--name', name], { env });
  expect(await add('micro')).toMatchObject({
    code: 0,
    stderr: 'Workflows can name it now: latentgraph run FILE --set checkpoint.model=micro\n',
  });
  expect(await add('micro')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('[model-name-taken]'),
  });
  expect(await add('../micro')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('[model-name-invalid]'),
  });
  const { stdout } = await latentgraph(['models', 'list', '--json'], { env });
  const { models } = JSON.parse(stdout) as { models: { name: string; embedded: boolean; hash: string }[] };
  expect(models.map(({ name, embedded }) => [name, embedded])).toEqual([
    ['tiny', true],
    ['micro', false],
  ]);
  expect(models.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
});

it('refuses a folder without a model', async () => {
  const { code, stderr } = await latentgraph(['models', 'add', temporaryFolder(), '--name', 'none']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('model-folder-empty') });
});

it('lists a broken model with what is wrong with it', async () => {
  const home = temporaryFolder();
  const env = { LATENTGRAPH_HOME: home };
  await latentgraph(['models', 'add', MICRO, '--name', 'micro'], { env });
  const unet = join(home, 'models', 'micro', 'unet', 'model.onnx');
  rmSync(unet);
  writeFileSync(unet, '');
  const { code, stdout, stderr } = await latentgraph(['models', 'list'], { env });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^micro /m) });
  expect(stderr).toMatch(/error \[[a-z-]+\] .*unet/);
});

it('tells what this machine can do', async () => {
  const { code, stdout } = await latentgraph(['doctor', '--json']);
  expect(code).toBe(0);
  const found = JSON.parse(stdout);
  expect(found.versions).toMatchObject({
    node: process.versions.node,
    'onnxruntime-node': expect.any(String),
  });
  expect(found.providers).toContain('cpu');
  expect(found.devices.map(({ id }: { id: string }) => id).sort()).toEqual(['cpu', 'cuda', 'webgpu']);
  expect(found.devices.every(({ reason }: { reason: string }) => reason.length > 0)).toBe(true);
  expect(found.models.map(({ name }: { name: string }) => name)).toEqual(['tiny']);
  const { stdout: text } = await latentgraph(['doctor']);
  for (const heading of ['Versions', 'Devices', 'Models']) expect(text).toContain(`${heading}\n`);
});
